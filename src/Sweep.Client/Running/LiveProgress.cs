using Spectre.Console;
using Sweep.Client.Terminal;
using Sweep.Core.Specs;
using Sweep.Grains.Contracts;

namespace Sweep.Client.Running;

/// <summary>A picture on the terminal that is redrawn in place and gone at the end.</summary>
internal sealed class LiveProgress(Output output, SearchSpace space, string resumeCommand) : IProgressView
{
    public Task ShowAsync(Func<Action<SweepProgress>, Task> follow)
    {
        var console = output.Messages;
        return console.Live(new Text("")).AutoClear(true).Overflow(VerticalOverflow.Crop).StartAsync(live =>
            follow(progress => live.UpdateTarget(
                ProgressPicture.Create(progress, space, resumeCommand, console.Profile.Width, console.Profile.Height))));
    }
}
