"""The first faults of a file are kept in full; of the others only how many there are."""

from geo_ree.errors import Fault
from geo_ree.layers.reading.fault_log import FaultLog


def faults(file, count):
    return (Fault(file, row, "name", "is empty") for row in range(count))


def test_few_faults_are_all_kept():
    log = FaultLog(most=3)
    log.add(faults("a.csv", 3))
    assert log.faults == tuple(faults("a.csv", 3))


def test_many_faults_of_one_file_do_not_hide_those_of_another():
    log = FaultLog(most=3)
    log.add(faults("a.csv", 1_000))
    log.add(faults("b.csv", 1))
    assert len(log.faults) == 3 + 1 + 1
    assert str(log.faults[-1]) == "a.csv: has 997 more faults; mend these first"


def test_many_files_count_together_under_their_folder():
    log = FaultLog(most=3)
    log.add((Fault(f"{number}.csv", None, "", "is not ours") for number in range(10)), under="folder")
    assert len(log.faults) == 4
    assert log.faults[-1].file == "folder"
