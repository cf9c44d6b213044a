#!/usr/bin/env bash
# Creates .venv from requirements.lock with uv (Python 3.10: Rasa 3.6 runs on nothing newer).
#   tools/environment.sh          install      tools/environment.sh lock    resolve again
set -euo pipefail
cd "$(dirname "$0")/.."

uv=$(command -v uv || true)
if [ -z "$uv" ]; then
    if [ ! -x .uv/bin/uv ]; then
        echo "Installation de uv dans .uv (une fois)…"
        python3 -m venv .uv
        .uv/bin/pip install --quiet --disable-pip-version-check uv
    fi
    uv=.uv/bin/uv
fi

# An interpreter, in this order: what uv finds, pyenv's, uv's own download.
# (--system: never the .venv that is about to be made again)
python=$("$uv" python find --system --no-python-downloads 3.10 2>/dev/null || true)
if [ -z "$python" ]; then
    python=$(ls -d "$HOME"/.pyenv/versions/3.10.*/bin/python3.10 2>/dev/null | sort -V | tail -n 1 || true)
fi
python=${python:-3.10}

if [ "${1:-}" = lock ]; then
    exec "$uv" pip compile pyproject.toml --group dev --python "$python" --python-version 3.10 \
        --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --quiet -o requirements.lock
fi

echo "Environnement Python (environ 3 Go, de une à quelques minutes selon le réseau)…"
if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' 2>/dev/null; then
    "$uv" venv --quiet --clear --python "$python" .venv
fi
"$uv" pip sync --quiet --python .venv/bin/python --require-hashes requirements.lock
# Compiled once here rather than at each start: imports take half the time.
echo "Préparation des modules…"
.venv/bin/python -m compileall -q -j 2 .venv/lib >/dev/null 2>&1 || true
echo "Environnement prêt."
