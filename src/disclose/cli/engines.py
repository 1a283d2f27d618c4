"""Why a cluster does not do the work, in words."""

from disclose.cli.language import language
from disclose.core.errors import EngineError, Trouble
from disclose.core.language import Wording

_WORDS = {
    Trouble.NOT_INSTALLED: Wording(
        "--dask 要用 Dask，本机没有装；请运行：python -m pip install 'disclose-cn[dask]'",
        "--dask needs Dask, which is not installed; run: python -m pip install 'disclose-cn[dask]'",
    ),
    Trouble.UNREACHABLE: Wording(
        "连不上 Dask 调度器 {told}；请检查地址（tcp://主机:端口）和网络，调度器是否已经启动。",
        "The Dask scheduler {told} cannot be reached; check the address (tcp://HOST:PORT), the "
        "network and whether the scheduler runs.",
    ),
    Trouble.NO_WORKERS: Wording(
        "Dask 集群没有工作进程；请先启动：dask worker 调度器地址",
        "The Dask cluster has no workers; start some: dask worker SCHEDULER",
    ),
    Trouble.FOREIGN: Wording(
        "Dask 集群的每台机器都要装与本机相同版本的 disclose-cn；不同的（—：没有装）：{told}",
        "Every machine of the Dask cluster needs the same version of disclose-cn as this one; "
        "those that differ (—: not installed): {told}",
    ),
    Trouble.GONE: Wording(
        "与 Dask 集群的联系断了，或集群已没有工作进程；"
        "已审核的留着，再运行一次同样的命令就从断点继续。",
        "The Dask cluster was lost, or has no workers any more; what was checked is kept, run the "
        "same command again to go on from here.",
    ),
}


def told(error: EngineError) -> str:
    """Return why the work cannot be done, and what to do."""
    return _WORDS[error.trouble].in_(language()).format(told=error.detail)
