"""Measures as benches/src/lib.rs does: wall and CPU time of the work alone
(all threads, imports left out), peak memory of the whole process."""

import json
import resource
import time


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def peak_rss_mb():
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    raise RuntimeError("the system does not tell the peak memory (VmHWM)")


class Meter:
    def __init__(self):
        self.wall = time.perf_counter()
        self.cpu = cpu_seconds()

    def report(self, program, **facts):
        line = {
            "program": program,
            "wall_s": time.perf_counter() - self.wall,
            "cpu_s": cpu_seconds() - self.cpu,
            "peak_rss_mb": peak_rss_mb(),
            **facts,
        }
        print(json.dumps(line))
