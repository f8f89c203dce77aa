// ecspresso's own functions, for checks: they know what an account has to give (account.json, where ENV stands for the
// environment), and nothing else.
local environment = std.extVar('environment');
local known = std.parseJson(std.strReplace(importstr 'account.json', 'ENV', environment));
local lookup(kind, key) =
  if key in known[kind] then known[kind][key]
  else error 'the account has none among %s: %s' % [kind, key];

{
  native(name)::
    if name == 'must_env' then function(key) if key == 'ENVIRONMENT' then environment else lookup('variables', key)
    else if name == 'env' then function(key, default) if key == 'FIRST' then std.extVar('first') else default
    else if name == 'tfstate' then function(address) lookup('terraform', address)
    else if name == 'ssm' then function(path) lookup('parameters', path)
    else error 'ecspresso has no function "%s"' % name,
}
