// ecspresso's own functions, for checks: they know what an account has to give, and nothing else.
local known = import 'account.json';
local lookup(kind, key) =
  if key in known[kind] then known[kind][key]
  else error '%s knows no "%s"' % [kind, key];

{
  native(name)::
    if name == 'must_env' then function(key) if key == 'ENVIRONMENT' then std.extVar('environment') else lookup('environment', key)
    else if name == 'tfstate' then function(key) lookup('terraform', key)
    else if name == 'ssm' then function(path) lookup('parameters', std.strReplace(path, '/%s/' % std.extVar('environment'), '/ENV/'))
    else if name == 'secretsmanager_arn' then function(path)
      lookup('secrets', std.strReplace(path, '/%s/' % std.extVar('environment'), '/ENV/'))
    else error 'ecspresso has no function "%s"' % name,
}
