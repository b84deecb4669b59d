"""docker-compose.yml and the Dockerfile name only what exists: commands, ports, variables, files, accounts.

No engine runs here, so the files are held against the code they start.
"""

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any

import pytest
import yaml
from django.core.management import get_commands
from django.urls import resolve

ROOT = Path(__file__).resolve().parent.parent.parent
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"] == "netralitas-asn"}
DOCKERFILE = (ROOT / "Dockerfile").read_text()
SETTINGS = (ROOT / "neutrality" / "settings.py").read_text()
KNOWN = set(re.findall(r"""\benv(?:\.\w+)?\(\s*"(\w+)\"""", SETTINGS))
# Read by Python and by libraries rather than by settings.py.
OF_OTHERS = {"PATH", "PYTHONUNBUFFERED", "XDG_CACHE_HOME"}


def words(command: Any) -> list[str]:
    return command.split() if isinstance(command, str) else [str(word) for word in command]


def test_the_production_shape_is_whole() -> None:
    assert {"migrate", "web", "worker", "beat", "postgres", "redis", "proxy"} <= set(SERVICES)
    assert "files" in COMPOSE["volumes"]


@pytest.mark.parametrize("name", OURS)
def test_a_variable_is_read_by_the_settings(name: str) -> None:
    assert set(OURS[name]["environment"]) - OF_OTHERS <= KNOWN


def test_the_images_variables_are_read_by_the_settings() -> None:
    assert set(re.findall(r"\b([A-Z_]{4,})=[^ ]", DOCKERFILE.split("USER ")[0])) - OF_OTHERS <= KNOWN


def test_every_secret_without_a_default_is_given() -> None:
    required = set(re.findall(r'\benv\("(\w+)"\)', SETTINGS))
    assert required <= set(SERVICES["web"]["environment"])
    for name in ("SECRET_KEY", "FIELD_KEY", "SOURCE_KEY", "RECEIPT_KEY"):
        assert str(SERVICES["web"]["environment"][name]).endswith(":?}"), f"{name} must have no default"


def test_only_migrate_knows_the_owner() -> None:
    knowing = {name for name, service in OURS.items() if "DATABASE_OWNER_URL" in service["environment"]}
    assert knowing == {"migrate"}
    assert "netralitas_app" in SERVICES["web"]["environment"]["DATABASE_URL"]


@pytest.mark.parametrize("name", OURS)
def test_a_command_exists(name: str) -> None:
    program, *rest = words(OURS[name]["command"])
    match program:
        case "python":
            assert (ROOT / rest[0]).is_file()
            assert rest[1] in get_commands()
        case "celery":
            from neutrality.celery import app

            assert rest[:2] == ["-A", "neutrality"]
            assert app.main == "neutrality"
            assert rest[2] in {"worker", "beat"}
        case "granian":
            assert find_spec("granian")
            module, _, attribute = rest[-1].partition(":")
            assert hasattr(__import__(module, fromlist=[attribute]), attribute)
            assert _options("granian") >= {word.split("=")[0] for word in rest if word.startswith("--")}
        case _:
            pytest.fail(f"nobody checks {program}")


def _options(module: str) -> set[str]:
    text = subprocess.run([sys.executable, "-m", module, "--help"], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"--[a-z][a-z-]*", text))


def test_the_images_own_command_is_the_webs() -> None:
    (command,) = re.findall(r"^CMD \[(.*)\]$", DOCKERFILE, re.MULTILINE)
    alone = [word.strip('"') for word in command.split(", ")]
    assert alone[0] == words(SERVICES["web"]["command"])[0]
    assert alone[-1] == words(SERVICES["web"]["command"])[-1]


def test_ports_meet() -> None:
    web = " ".join(words(SERVICES["web"]["command"]))
    assert "--port=8000" in web
    assert SERVICES["web"]["expose"] == ["8000"]
    assert "EXPOSE 8000" in DOCKERFILE
    assert "reverse_proxy web:8000" in COMPOSE["configs"]["proxy"]["content"]
    assert "localhost:8000/readyz" in str(SERVICES["web"]["healthcheck"])
    assert "@postgres:5432/netralitas" in SERVICES["web"]["environment"]["DATABASE_URL"]
    assert SERVICES["web"]["environment"]["REDIS_URL"] == "redis://redis:6379/0"
    outward = {name for name, service in SERVICES.items() if "ports" in service}
    assert outward == {"proxy"}


def test_the_health_door_exists() -> None:
    assert resolve("/readyz").func.__module__ == "neutrality.health"
    assert "localhost" in SERVICES["web"]["environment"]["ALLOWED_HOSTS"], "the health check calls localhost"


def test_whoever_stays_is_watched_and_is_not_root() -> None:
    for name, service in SERVICES.items():
        if service.get("restart") == "no":
            continue
        assert service.get("healthcheck"), name
        assert str(service["user"]).partition(":")[0] not in {"", "0", "root"}, name


def test_dependencies_volumes_and_configs_exist() -> None:
    for service in SERVICES.values():
        assert set(service.get("depends_on", {})) <= set(SERVICES)
        for volume in service.get("volumes", []):
            assert volume.split(":")[0] in COMPOSE["volumes"]
        for config in service.get("configs", []):
            assert config["source"] in COMPOSE["configs"]
        for other, need in service.get("depends_on", {}).items():
            if need["condition"] == "service_healthy":
                assert "healthcheck" in SERVICES[other]


def test_the_roles_are_those_of_the_program() -> None:
    from neutrality.cluster import APPLICATION, DATABASE, OWNER

    script = COMPOSE["configs"]["roles"]["content"]
    assert f"CREATE ROLE {OWNER} " in script
    assert f"CREATE ROLE {APPLICATION} " in script
    assert f"CREATE DATABASE {DATABASE} OWNER {OWNER}" in script


def test_the_image_copies_what_exists() -> None:
    for line in re.findall(r"^COPY (?!--from)(.*)$", DOCKERFILE, re.MULTILINE):
        *sources, _target = line.split()
        for source in sources:
            assert (ROOT / source).exists(), source
    assert re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE) == ["netralitas"]


@pytest.mark.skipif(which("docker-compose") is None, reason="Compose checks its own file where it is installed")
def test_compose_itself_reads_the_file() -> None:
    names = re.findall(r"\$\{(\w+):\?\}", (ROOT / "docker-compose.yml").read_text())
    done = subprocess.run(
        [which("docker-compose") or "", "config", "--quiet"],
        cwd=ROOT, env=os.environ | dict.fromkeys(names, "x"), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
