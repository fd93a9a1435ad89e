from tests.model_server.fixtures import aimock_server, model_server

__all__ = ["aimock_server", "model_server"]
