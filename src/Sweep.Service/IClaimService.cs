using Sweep.Service.Answers;
using Sweep.Service.Views;
using Sweep.Storage.Faults;
using Sweep.Storage.Sweeps;

namespace Sweep.Service;

/// <summary>
/// Trials of an external trainer, which clients ask for, train wherever they like, and tell the result of. A claim is one trial; its token fences it: once it
/// is over, nothing that comes under it is stored. Failures of the database are <see cref="StoreException"/>.
/// </summary>
public interface IClaimService
{
    /// <summary>The trial that the client has claimed already, else the next one; none where there is none now, or the sweep has ended.</summary>
    /// <param name="clientId">Names the client: 1 to 100 letters, digits and <c>. _ - : @</c>. Who asks with it again is told the same trial.</param>
    Task<Answer<AskedTrial>> AskAsync(SweepRecord sweep, string? clientId, CancellationToken cancellation);

    /// <summary>The client is at its trial still, which is this far; says whether it is to go on.</summary>
    Task<Answer<ClaimStanding>> ReportAsync(SweepRecord sweep, long number, TrialReport report, CancellationToken cancellation);

    /// <summary>Stores the result of a trial with its curve, or that it has failed, once: the same again is answered with the row that is there.</summary>
    Task<Answer<TrialView>> CompleteAsync(SweepRecord sweep, long number, TrialCompletion completion, CancellationToken cancellation);

    /// <summary>Gives a trial back that the client will not train; another gets it, and no attempt is counted.</summary>
    Task<Answer<ClaimStanding>> ReleaseAsync(SweepRecord sweep, long number, string? token, CancellationToken cancellation);
}
