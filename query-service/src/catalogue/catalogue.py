"""Writes the shipped catalogue (one JSON object per line and model) from a table of price facts.

    python3 catalogue.py model-price-facts.csv ../main/resources/catalogue/models.jsonl

Columns of the table: provider, model, aliases (|), usage_type, tier, tier_condition (&), usd_per_million_tokens,
effective_from, source.
"""

import csv
import json
import re
import sys

HOSTS = {"azure", "azure_ai", "bedrock", "bedrock_mantle", "vertex_ai", "gemini", "groq", "together_ai", "openrouter",
         "vercel_ai_gateway"}

# Where the two sources differ, litellm tells hosts and regions apart and follows cuts; these are its slips.
SLIPS_OF_LITELLM = {"gpt-5.5", "gpt-5.5-2026-04-23", "gemini-3.6-flash", "o1-mini-2024-09-12", "claude-instant-1.2",
                    "claude-3-5-haiku-20241022", "claude-3-5-haiku-latest", "gemini-1.5-pro-latest",
                    "eu.anthropic.claude-3-5-haiku-20241022-v1:0"}


# Of OpenAI's own table: which of its models counts tokens alike. What takes more than text is not counted.
COUNTED_LIKE = (("gpt-4o", re.compile(r"(gpt-4o|chatgpt-4o|gpt-4\.1|gpt-4\.5|gpt-5|gpt-oss|o1|o3|o4-mini)\b")),
                ("gpt-4", re.compile(r"gpt-4|gpt-3\.5|gpt-35|text-embedding-(3|ada)|davinci-002|babbage-002")))
MORE_THAN_TEXT = re.compile(r"audio|realtime|tts|transcribe|image|vision")


def tokenizer(model):
    name = re.sub(r"^ft:|^openai\.", "", model.lower().split("/")[-1])
    if "claude" in name:
        return "claude"
    if MORE_THAN_TEXT.search(name):
        return None
    return next((like for like, names in COUNTED_LIKE if names.match(name)), None)


def preferred(model, rows):
    first = "langfuse" if model in SLIPS_OF_LITELLM else "litellm"
    return min(rows, key=lambda row: not row["source"].startswith(first))


def models(rows):
    found = {}
    for row in rows:
        found.setdefault((row["provider"], row["model"]), []).append(row)
    return found


def names(provider, rows, taken):
    own = [rows[0]["model"], *filter(None, rows[0]["aliases"].split("|"))]
    prefixed = [f"{provider}/{name}" for name in own if "/" not in name]
    return sorted({name.lower() for name in own} | {name.lower() for name in prefixed if name.lower() not in taken})


def tiers(model, rows):
    facts = {}
    for row in rows:
        facts.setdefault((row["tier"], row["tier_condition"]), {}).setdefault(row["usage_type"], []).append(row)
    for (tier, condition), types in sorted(facts.items(), key=lambda fact: (fact[0][1] != "", fact[0])):
        usd = {usage: preferred(model, candidates)["usd_per_million_tokens"] for usage, candidates in sorted(types.items())}
        yield {"name": tier, "when": [part for part in condition.split("&") if part], "usd": usd}


def entry(provider, model, rows, taken):
    line = {"maker": provider, "model": f"{provider}/{model}" if provider in HOSTS and "/" not in model else model}
    counted_like = tokenizer(model)
    if counted_like:
        line["tokenizer"] = counted_like
    since = max(row["effective_from"] for row in rows if row["tier"] == "default")
    if since:
        line["since"] = since
    return line | {"names": names(provider, rows, taken), "tiers": list(tiers(model, rows))}


def main(source, target):
    with open(source, newline="", encoding="utf-8") as file:
        found = models(csv.DictReader(file))
    taken = {name.lower() for rows in found.values() for name in [rows[0]["model"], *rows[0]["aliases"].split("|")]}
    with open(target, "w", encoding="utf-8") as file:
        for (provider, model), rows in sorted(found.items()):
            if any(row["tier"] == "default" for row in rows):
                file.write(json.dumps(entry(provider, model, rows, taken), separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
