"""A Dask cluster of processes of its own, on this machine only, until standard input is closed.

`python -m tests.support.dask_cluster FOLDER` prints the addresses of two schedulers: one with
two workers, whose current folder is FOLDER, and one without any.
"""

import os
import sys

from distributed import LocalCluster


def main() -> None:
    os.chdir(sys.argv[1])
    local = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0", "threads_per_worker": 1}
    with (
        LocalCluster(n_workers=2, processes=True, **local) as cluster,
        LocalCluster(n_workers=0, processes=True, **local) as empty,
    ):
        print(cluster.scheduler_address, empty.scheduler_address, flush=True)  # noqa: T201 - read by the tests
        sys.stdin.read()


if __name__ == "__main__":
    main()
