"""Every command that reads the atlas takes the same options, and they hold."""

import json

import pytest

from geo_ree.cli.main import main

READS_THE_ATLAS = sorted(set(main.commands) - {"changes", "check", "validate"})


@pytest.mark.parametrize("command", READS_THE_ATLAS)
def test_every_command_that_reads_the_atlas_says_which_one(run, command):
    described = run(command, "--help").stdout
    assert all(option in described for option in ("--layers", "--prefer", "--primary-only"))


def test_an_estimate_can_be_preferred_by_hand(run, atlas):
    other = atlas.estimates_of("beylikova").index[-1]
    result = run("export", "deposits", "-o", "-", "--prefer", f"beylikova={other}")
    features = json.loads(result.stdout)["features"]
    (beylikova,) = (each["properties"] for each in features if each["id"] == "beylikova")
    assert beylikova["estimate_id"] == other
    assert beylikova["estimates"][0]["estimate_id"] == other


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        (["beylikova"], "DEPOSIT=ESTIMATE"),
        (["=x"], "DEPOSIT=ESTIMATE"),
        (["beylikova=a", "beylikova=b"], "two estimates of beylikova"),
        (["beylikova=nothing"], "no estimate of beylikova"),
        (["beylikow=x"], "did you mean beylikova"),
    ],
)
def test_an_override_that_cannot_hold_is_wrong_use(run, texts, says):
    result = run("list", "deposits", *(part for text in texts for part in ("--prefer", text)))
    assert result.exit_code == 2
    assert says in result.stderr


def test_only_primary_sources_may_be_asked_for(run, atlas):
    everything, primary = (
        json.loads(run("export", "estimates", "-o", "-", *options).stdout)["features"]
        for options in ((), ("--primary-only",))
    )
    assert [each["id"] for each in primary] == list(atlas.primary_only().estimates.index)
    assert len(primary) < len(everything)


def test_a_users_folder_is_laid_over_the_built_in_layers(run, layers_of, estimate_row):
    folder = str(layers_of(estimates=[estimate_row()]))
    assert "my-estimate" in run("export", "estimates", "-o", "-", "--layers", folder).stdout
    assert "my-estimate" not in run("export", "estimates", "-o", "-").stdout
