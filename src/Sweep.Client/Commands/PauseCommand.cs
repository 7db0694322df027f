using System.CommandLine;
using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;
using Sweep.Core.Sweeps;

namespace Sweep.Client.Commands;

/// <summary><c>sweep pause ID</c>: trials in training are finished, no more are started.</summary>
internal static class PauseCommand
{
    private static readonly Argument<string> Id = Arguments.SweepId();

    public static Command Create(CommandHost host) => host.Handle(
        new Command("pause", "Pause a sweep: what is in training is finished, nothing more is started") { Id },
        (call, cancellation) => StateChanger.ChangeAsync(call, call.Get(Id), SweepState.Paused, cancellation));
}
