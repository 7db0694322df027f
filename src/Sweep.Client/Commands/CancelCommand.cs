using System.CommandLine;
using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;
using Sweep.Core.Sweeps;

namespace Sweep.Client.Commands;

/// <summary><c>sweep cancel ID</c>: ends a sweep for good; what is finished is kept.</summary>
internal static class CancelCommand
{
    private static readonly Argument<string> Id = Arguments.SweepId();

    public static Command Create(CommandHost host) => host.Handle(
        new Command("cancel", "Cancel a sweep for good; finished trials are kept") { Id },
        (call, cancellation) => StateChanger.ChangeAsync(call, call.Get(Id), SweepState.Cancelled, cancellation));
}
