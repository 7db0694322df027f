using Sweep.Client.Terminal;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;

namespace Sweep.Client.Running;

/// <summary>One line now and then, where standard error is no terminal.</summary>
internal sealed class PlainProgress(Output output, SearchSpace space, string resumeCommand, TimeProvider time) : IProgressView
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private long? _saidAt;
    private SweepState? _said;
    private bool _wasInTrouble;

    public Task ShowAsync(Func<Action<SweepProgress>, Task> follow) => follow(Show);

    private void Show(SweepProgress progress)
    {
        _saidAt ??= time.GetTimestamp();
        var isInTrouble = progress.StoreTrouble is not null;
        var isNews = (_said is { } before && before != progress.State) || isInTrouble != _wasInTrouble;
        _said = progress.State;
        _wasInTrouble = isInTrouble;
        if (!isNews && time.GetElapsedTime(_saidAt.Value) < Pause)
            return;
        _saidAt = time.GetTimestamp();
        output.Say(Line(progress));
    }

    private string Line(SweepProgress progress)
    {
        if (progress.State == SweepState.Paused && progress.Running == 0)
            return $"{Printable.Whole(progress.Name)}: {ProgressText.Trials(progress)}, paused; `{resumeCommand}` goes on";
        string[] parts =
            [ProgressText.Trials(progress), .. ProgressText.Pace(progress), .. ProgressText.Troubles(progress), ProgressText.Best(progress, space)];
        return $"{Printable.Whole(progress.Name)}: {string.Join(", ", parts.Where(part => part.Length > 0))}";
    }
}
