#!/usr/bin/env bash
# Make .venv with the pinned packages. Usage: . scripts/setup.sh; set_up [EXTRA]; sourced by scripts/demo and scripts/test.
set -euo pipefail

find_python() {
    local candidate
    for candidate in "${PYTHON:-}" python3.13 python3.12 python3.11 python3 python; do
        if [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 \
            && "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "jobmatch needs Python 3.11, 3.12 or 3.13; none was found on PATH (set PYTHON=/path/to/python)." >&2
    return 1
}

set_up() {
    local extra="$1" python stamp
    stamp=".venv/.installed-$extra"
    if [ -f "$stamp" ] && [ "$stamp" -nt constraints.txt ] && [ "$stamp" -nt pyproject.toml ]; then
        return
    fi
    python=$(find_python)
    if [ ! -x .venv/bin/python ]; then
        echo "Making .venv with $("$python" --version) …"
        "$python" -m venv .venv || {
            echo "Could not make a virtual environment; on Debian and Ubuntu: apt-get install python3-venv." >&2
            return 1
        }
    fi
    echo "Installing the pinned packages (torch is 200 MB: minutes on a slow line) …"
    # torch first and exactly: a looser pin takes a build with several GB of CUDA packages
    .venv/bin/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".${extra:+[$extra]}"
    touch "$stamp"
}
