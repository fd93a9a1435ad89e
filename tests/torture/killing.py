"""kill -9 of workers, of the web process and of PostgreSQL while programs submit and builds run."""

import threading

from tests.torture.findings import Findings
from tests.torture.siege import Siege


def kill_workers(siege: Siege, times: int) -> None:
    """Kill a worker in the middle of builds, so many times."""
    for _ in range(times):
        siege.wait_for_a_moment()
        siege.kill(siege.choose(siege.workers), "worker killed")


def kill_web(siege: Siege, times: int) -> None:
    """Kill the web server, or the process of it that answers, while programs submit; each time it must come back."""
    for _ in range(times):
        siege.wait_for_acknowledgements(1)
        siege.wait_for_a_moment()
        siege.kill(siege.choose(siege.web_processes), "web process killed")
        siege.wait_until_back("the web process was killed")


def kill_database(siege: Siege, times: int) -> None:
    """Kill PostgreSQL's main process, then one of its others, in turn; each time it must come back, and builds go on."""
    for number in range(times):
        siege.wait_for_acknowledgements(1)
        siege.wait_for_a_moment()
        is_main = number % 2 == 0
        what = "PostgreSQL's main process killed" if is_main else "a process of PostgreSQL killed"
        with siege.strike(what):
            siege.choose(lambda is_main=is_main: siege.database_processes()[:1] if is_main else siege.database_processes()[1:]).kill()  # type: ignore[misc]
            siege.wait_until_back(what)


def kill_processes(siege: Siege, *, workers: int, web: int) -> Findings:
    """Both at the same time."""
    failed: list[BaseException] = []

    def of_the_web() -> None:
        try:
            kill_web(siege, web)
        except BaseException as error:  # handed to the caller below
            failed.append(error)

    other = threading.Thread(target=of_the_web, name="web killer", daemon=True)
    other.start()
    kill_workers(siege, workers)
    other.join()
    if failed:
        raise failed[0]
    return siege.settle(title="Workers and web processes killed")
