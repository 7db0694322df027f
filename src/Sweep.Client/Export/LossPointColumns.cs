namespace Sweep.Client.Export;

/// <summary>The columns of the view <c>loss_points</c>.</summary>
internal static class LossPointColumns
{
    public static IReadOnlyList<Column<LossPoint>> All { get; } =
    [
        new TextColumn<LossPoint>("sweep_id", point => point.SweepId),
        new NumberColumn<LossPoint, long>("number", point => point.Number),
        new NumberColumn<LossPoint, int>("iteration", point => point.Iteration),
        new NumberColumn<LossPoint, float>("loss", point => point.Loss),
        new NumberColumn<LossPoint, float>("accuracy", point => point.Accuracy),
    ];
}
