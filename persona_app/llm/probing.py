"""Does the model server answer, and does it know the key? Asked without a question that would cost anything."""

import ssl

import httpx2
import truststore

from persona_app.core.config import Settings
from persona_app.llm.errors import EngineMisconfigured
from persona_app.llm.faults import error_from_connection
from persona_app.llm.openai_engine import base_url_of, check_address, host_of

SECONDS = 10.0


async def probe_model_server(settings: Settings) -> None:
    """List the server's models, as every OpenAI-compatible server can; one that can't, but answers, passes.

    Raises:
        EngineUnavailable: it does not answer.
        EngineMisconfigured: it answers, and refuses the key, or the address can't be used.
    """
    base_url = base_url_of(settings)
    check_address(base_url)
    key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else ""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    trust = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        async with httpx2.AsyncClient(verify=trust, timeout=SECONDS, trust_env=False, follow_redirects=False) as client:
            response = await client.get(f"{base_url.rstrip('/')}/models", headers=headers)
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
        raise error_from_connection(error, host=host_of(base_url)) from error
    if response.status_code in {401, 403}:
        raise EngineMisconfigured(f"{host_of(base_url)} answers, but refuses the key. Correct OPENAI_API_KEY.")
