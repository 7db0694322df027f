using System.Collections.Immutable;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers;
using Sweep.Core.Trials;
using Sweep.Grains.Processes;

// Started by the tests to be killed: trains by as many runs of a command at once as its first argument says; then come the folder of work and the command.
using var workplace = new CommandWorkplace(args[1], name => $"value-of-{name}");
var command = new TrainerCommand(
    [.. args[2..]],
    ArgumentStyle.None,
    Directory: null,
    ImmutableSortedDictionary<string, string>.Empty,
    ["PROBE_TOKEN"],
    new CommandLimits());
var trainer = new CommandTrainer(new TrainerSpec(TrainerSpec.CommandName) { Command = command }, workplace);
var threads = Enumerable.Range(0, int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture)).Select(number => new Thread(() =>
{
    var order = new TrainingOrder { Sweep = Guid.NewGuid(), Trial = new TrialDefinition(number, new TrialPoint([], []), 0, 1, 2) };
    using var run = trainer.Begin(order, null);
    run.AdvanceTo(int.MaxValue, CancellationToken.None);
})).ToArray();
foreach (var thread in threads)
    thread.Start();
foreach (var thread in threads)
    thread.Join();
