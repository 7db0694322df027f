using Sweep.Core.Trials;
using Sweep.Storage.Trials;

namespace Sweep.Storage.Model;

/// <summary>A row of <c>trials</c> as far as it is asked for through the model; the other columns are in it by <see cref="TrialColumns"/>.</summary>
public sealed class TrialRow
{
    public Guid SweepId { get; set; }

    public long Number { get; set; }

    public TrialState State { get; set; }
}
