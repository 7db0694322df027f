using Sweep.Core.Analysis;
using Sweep.Storage;

namespace Sweep.Service.Reports;

/// <summary>Outcomes of the store's records.</summary>
internal static class Outcomes
{
    public static TrialOutcome Of(ConvergenceRecord record) =>
        new(record.Point, record.Replicate, record.TrainedIterations, record.ReachedAt, record.BestLoss);
}
