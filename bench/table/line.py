"""One line of the table, and the numbers it is made of."""
import dataclasses, os


@dataclasses.dataclass
class Line:
    what: str
    measured: str
    goal: str
    met: bool
    baseline: str = ''

    def __str__(self):
        return f'| {self.what} | {self.measured} | {self.goal} | {"yes" if self.met else "**no**"} | {self.baseline} |'


HEAD = '| what | measured | must reach | met | baseline in the same run |\n|---|---|---|---|---|'


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def machine():
    model = next((line.split(':')[1].strip() for line in open('/proc/cpuinfo') if line.startswith('model name')), 'unknown processor')
    return f'{model}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.2f}'
