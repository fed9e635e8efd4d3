# make run    installs what is missing, builds, runs experiments/*.json: tables here, figures under output/
# make test   the same for the tests
#
# make install   copies the program to PREFIX/bin (/usr/local/bin), below DESTDIR if it is set
#
# SPECS, RUN_FLAGS and TEST_FLAGS change what is run: make run RUN_FLAGS="--set data.source=mnist_sample"

SPECS      ?= $(wildcard experiments/*.json)
RUN_FLAGS  ?=
TEST_FLAGS ?=
PREFIX     ?= /usr/local
DESTDIR    ?=

PACKAGES := libcairo2-dev libharfbuzz-dev libfribidi-dev libpng-dev zlib1g-dev nettle-dev libdnnl-dev fonts-dejavu-core curl ca-certificates
ONECYCLE := .build/release/onecycle

.PHONY: run test test-asan test-tsan test-clients house build install uninstall lint format bench fuzz onednn3 reference check-docs check-report check-hands check-kills check-faults check-export \
	check-figures check-pictures check-statistics check-schema check-verdict packages clean

run: build
	$(ONECYCLE) run $(SPECS) $(RUN_FLAGS)

# The toolchain's static libraries for Linux, if it has them.
STATIC_LIBRARIES = $(wildcard $(shell swift -print-target-info | sed -n 's|.*"runtimeResourcePath": "\(.*\)".*|\1_static/linux|p'))

# With the libraries of Swift inside: the program starts sooner, and runs where there is no toolchain.
build: packages
	swift build -c release --product onecycle $(if $(STATIC_LIBRARIES),--static-swift-stdlib)

# Installs the program as it is built, so that `make build && sudo make install` needs no toolchain for root.
install:
	@[ -x $(ONECYCLE) ] || $(MAKE) --no-print-directory build
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 $(ONECYCLE) "$(DESTDIR)$(PREFIX)/bin/onecycle"

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/onecycle"

# Optimised, since training in a debug build is slow. Skipped tests are listed at the end, with their reasons.
test: packages
	.ci/test $(TEST_FLAGS)

# The tests with the address or the thread sanitizer, built beside the others.
test-asan: packages
	.ci/sanitize address $(TEST_FLAGS)

test-tsan: packages
	.ci/sanitize thread $(TEST_FLAGS)

# Programs in a package of their own that use the library products from outside: Tests/Clients.
test-clients: packages
	.ci/clients

lint:
	swift format lint --strict --recursive Package.swift Sources Tests
	.ci/english

# Lines, public declarations and imports of every module; fails on a circle that .ci/known_circles does not list.
house:
	.ci/house

format:
	swift format --in-place --recursive Package.swift Sources Tests

# Where oneDNN 2 is installed: the same sources with version 3, which pip gets.
onednn3: packages
	.ci/onednn3

# The reference pages that the program's own schema and help texts give.
reference: PACKAGES += python3
reference: build
	.ci/reference

# Documentation: the reference is up to date, commands run, specs are valid, Swift compiles, links lead somewhere.
check-docs: PACKAGES += python3
check-docs: build
	.ci/reference --check
	.ci/snippets_breaks
	.ci/snippets --swift

# Experiments with hostile names and damage, their report, and a look at it in Chromium.
check-report: PACKAGES += chromium python3
check-report: build
	.ci/report

# Calls side by side on one output folder, one of them killed: ROUNDS times.
check-hands: PACKAGES += python3
check-hands: build
	.ci/hands --rounds $(or $(ROUNDS),5) --long

# Calls that are killed KILLS times by SIGKILL, and by SIGTERM, and started again: every byte as of one call.
check-kills: PACKAGES += python3
check-kills: build
	.ci/kills $(or $(KILLS),200)

# Full and read-only disks, limits of the system, closed streams: a table of messages, exit codes and what is intact.
check-faults: build
	.ci/faults

# What TensorBoard, which pip gets, reads from an export.
check-export: PACKAGES += python3-venv
check-export: build
	.ci/export

# PNG files of every kind, against Pillow.
check-pictures: PACKAGES += python3-pil python3-numpy
check-pictures: build
	/usr/bin/python3 Benchmarks/pillow_check.py

# What comparisons compute, against SciPy.
check-statistics: PACKAGES += python3-scipy python3-numpy
check-statistics: build
	/usr/bin/python3 Benchmarks/scipy_check.py --command "$(ONECYCLE) compare --json --no-figures"
	/usr/bin/python3 Benchmarks/sequential_check.py --command "$(ONECYCLE) compare --until-clear --json --no-figures"

# Generated specs: the program accepts those that satisfy the JSON Schema that it prints, and no others.
check-schema: PACKAGES += python3-jsonschema
check-schema: build
	/usr/bin/python3 .ci/schema

# Where MNIST_DIR is set: 1cycle ahead of both constant rates, on ten seeds.
check-verdict: PACKAGES += python3
check-verdict: build
	.ci/verdict

# Every figure, for every medium and in every format, as pngcheck, pdffonts, an XML parser and Chromium see it.
check-figures: PACKAGES += chromium python3 poppler-utils pngcheck
check-figures: build
	.ci/figures

# The readers of PNG, IDX, gzip and safetensors files under libFuzzer: RUNS inputs of each, FORMATS of them.
fuzz: build
	.ci/fuzz $(FORMATS)

# Tables of speed and memory on MNIST_DIR's files. SECTIONS chooses tables; PEERS names a Python with torch, and jax or mlx.
bench: build
	Benchmarks/run.sh

packages:
	@command -v swift >/dev/null || { echo "onecycle: there is no Swift toolchain; see https://www.swift.org/install" >&2; exit 1; }
	@command -v dpkg-query >/dev/null || { echo "onecycle: not a Debian system; have these, or what they are here: $(PACKAGES)" >&2; exit 0; }; \
	missing=; \
	for package in $(PACKAGES); do \
	    dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'install ok installed' || missing="$$missing $$package"; \
	done; \
	[ -z "$$missing" ] && exit 0; \
	if [ "$$(id -u)" = 0 ]; then as_root=env; \
	elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then as_root="sudo env"; \
	else echo "onecycle: please have these packages installed:$$missing" >&2; exit 1; fi; \
	echo "onecycle: installing$$missing" >&2; \
	{ $$as_root apt-get -qq update && $$as_root DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $$missing >/dev/null; } \
	|| { echo "onecycle: please have these packages installed:$$missing" >&2; exit 1; }

clean:
	rm -rf .build
