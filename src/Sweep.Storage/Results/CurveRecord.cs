namespace Sweep.Storage.Results;

/// <summary>A row of <c>loss_curves</c>: element k is iteration <c>Every · k</c>, the last element <c>LastIteration</c>.</summary>
public sealed record CurveRecord(Guid SweepId, long Number, int Every, int LastIteration, float[] Loss, float[] Accuracy)
{
    /// <summary>The iteration of element <paramref name="k"/>.</summary>
    public int IterationAt(int k) => k == Loss.Length - 1 ? LastIteration : (int)((long)k * Every);
}
