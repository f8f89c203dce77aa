local task = import '../lib/task.libsonnet';

task.ecspresso
