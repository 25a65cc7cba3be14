-- A day's links as one would write them by hand: one pass over `exchanges`, a list a row, unnested
-- and counted. The named alternative of bench/daily.py.
with traits as (
  select account_id, epoch_us(occurred_at) as at_us, model, system_prompt_hash, tools_hash,
    input_tokens, ip, ip_prefix, asn, country, client_fingerprint, api_key_id, user_agent_family,
    language,
    left(md5(TEMPLATE), 16) as template, left(md5(OPENING), 16) as opening,
    left(md5(CLOSING), 16) as closing
  from exchanges
),
pairs as (
  select account_id, at_us, unnest([
    {'kind': 'model', 'key': model}, {'kind': 'system_prompt', 'key': system_prompt_hash},
    {'kind': 'tools', 'key': tools_hash}, {'kind': 'input_length', 'key': input_tokens::varchar},
    {'kind': 'exit', 'key': ip}, {'kind': 'prefix', 'key': ip_prefix},
    {'kind': 'asn', 'key': asn::varchar}, {'kind': 'country', 'key': country},
    {'kind': 'fingerprint', 'key': client_fingerprint}, {'kind': 'api_key', 'key': api_key_id},
    {'kind': 'agent', 'key': user_agent_family}, {'kind': 'template', 'key': template},
    {'kind': 'opening', 'key': opening}, {'kind': 'closing', 'key': closing},
    {'kind': 'language', 'key': language}]) as link
  from traits
)
select account_id, link.kind as kind, link.key as key, count(*) as n, min(at_us) as first_us,
  max(at_us) as last_us
from pairs
where link.key is not null
group by account_id, link.kind, link.key
order by kind, key, account_id
