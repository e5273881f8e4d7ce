from upakarti_tui.errors import Exit
from upakarti_tui.storage import log


def test_the_doctor_tells_what_the_machine_can_do_and_changes_nothing(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ran = run("doctor", "--lang", "en")
    assert (ran.code, ran.err) == (Exit.DONE, "")
    for topic in ("Program", "Libraries", "Terminal", "PDF", "Folder", "Free space"):
        assert f"\n{topic} " in ran.out
    assert str(log.log_path()) in ran.out
    assert list(tmp_path.iterdir()) == []
