using System.Runtime.InteropServices;
using Spectre.Console;
using Sweep.Client.Terminal;
using Sweep.Core.Specs;
using Sweep.Grains.Contracts;

namespace Sweep.Client.Running;

/// <summary>A picture on the terminal that is redrawn in place and gone at the end.</summary>
internal sealed class LiveProgress(Output output, SearchSpace space, string resumeCommand) : IProgressView
{
    public async Task ShowAsync(Func<Action<SweepProgress>, Task> follow)
    {
        var console = output.Messages;

        // Ctrl-Z: the shell gets its cursor, which goes again with fg.
        using var stop = OperatingSystem.IsLinux() ? PosixSignalRegistration.Create(PosixSignal.SIGTSTP, Interrupts.Stop) : null;
        using var goOn = OperatingSystem.IsLinux() ? PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => Interrupts.HideCursor()) : null;
        await console.Live(new Text("")).AutoClear(true).Overflow(VerticalOverflow.Crop).StartAsync(live =>
            follow(progress => live.UpdateTarget(
                ProgressPicture.Create(progress, space, resumeCommand, console.Profile.Width, console.Profile.Height))));
    }
}
