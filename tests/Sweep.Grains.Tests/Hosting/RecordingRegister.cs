using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Sweep.Core.Sweeps;
using Sweep.Storage;

namespace Sweep.Grains.Tests.Hosting;

/// <summary>The sweeps of a store, and what was asked about them, by which everything begins that silos ask.</summary>
internal sealed class RecordingRegister(ISweepRegister inner) : ISweepRegister
{
    private readonly ConcurrentQueue<string> _asked = new();

    public IReadOnlyCollection<string> Asked => _asked;

    public string Description => inner.Description;

    public Task<SweepRecord> SubmitAsync(NewSweep sweep, CancellationToken cancellation) => Noted().SubmitAsync(sweep, cancellation);

    public Task<SweepRecord?> FindSweepAsync(Guid id, CancellationToken cancellation) => Noted().FindSweepAsync(id, cancellation);

    public Task<IReadOnlyList<SweepRecord>> ListSweepsAsync(SweepFilter filter, CancellationToken cancellation) =>
        Noted().ListSweepsAsync(filter, cancellation);

    public Task<TrialTotals> TotalTrialsAsync(Guid id, CancellationToken cancellation) => Noted().TotalTrialsAsync(id, cancellation);

    public Task<StateChange> ChangeStateAsync(Guid id, SweepState to, string? error, CancellationToken cancellation) =>
        Noted().ChangeStateAsync(id, to, error, cancellation);

    public Task<long> ForgetFailedAsync(Guid id, CancellationToken cancellation) => Noted().ForgetFailedAsync(id, cancellation);

    private ISweepRegister Noted([CallerMemberName] string name = "")
    {
        _asked.Enqueue(name);
        return inner;
    }
}
