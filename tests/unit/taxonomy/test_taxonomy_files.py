import gzip
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared/data"
DATA = ROOT / "src/jobmatch/taxonomy/data"


def test_the_shipped_files_are_what_the_script_makes_of_the_sources(tmp_path, monkeypatch):
    if not SHARED.exists():
        pytest.skip(f"the sources are absent: {SHARED}")
    spec = importlib.util.spec_from_file_location("build_taxonomies", ROOT / "scripts/build_taxonomies.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "build_taxonomies", script)
    spec.loader.exec_module(script)
    script.write_regions(SHARED, tmp_path)
    script.write_majors(SHARED, tmp_path)
    script.write_occupations(SHARED, tmp_path)
    made = sorted(tmp_path.iterdir())
    assert [file.name for file in made] == ["major_groups.csv", "majors.csv.gz", "occupations.csv.gz", "regions.csv"]
    assert [file.name for file in made if unpacked(file) != unpacked(DATA / file.name)] == []


def unpacked(file):
    """The content; the packed bytes may differ between zlib versions."""
    return gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()


def test_every_data_file_has_its_source_named():
    sources = (DATA / "SOURCES.md").read_text(encoding="utf-8")
    assert [f.name for f in DATA.iterdir() if f.name != "SOURCES.md" and f"`{f.name}`" not in sources] == []


def test_importing_the_taxonomy_loads_neither_data_nor_heavy_libraries():
    code = (
        "import sys, jobmatch.taxonomy as t;"
        "heavy = {'numpy', 'pandas', 'rapidfuzz', 'tomllib', 'gzip'} & set(sys.modules);"
        "caches = [t.regions.table.table, t.majors.catalogue.catalogue, t.licences.kinds,"
        " t.occupations.classification.classification, t.skills.skills];"
        "print(sorted(heavy), [c.cache_info().currsize for c in caches])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[] [0, 0, 0, 0, 0]"
