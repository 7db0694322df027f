namespace Sweep.Core.Analysis;

/// <summary>A function of the plane at the nodes of an even grid over a rectangle.</summary>
/// <param name="Left">Least x.</param>
/// <param name="Right">Greatest x.</param>
/// <param name="Bottom">Least y.</param>
/// <param name="Top">Greatest y.</param>
/// <param name="Nodes">Nodes along each side, 2 or more.</param>
/// <param name="Values">Nodes × nodes, row by row from the bottom, each from the left.</param>
public sealed record PlaneGrid(double Left, double Right, double Bottom, double Top, int Nodes, double[] Values)
{
    public double X(int column) => At(Left, Right, column);

    public double Y(int row) => At(Bottom, Top, row);

    public double Value(int column, int row) => Values[row * Nodes + column];

    // As shares of both ends: the last is Right itself, and no rectangle overflows.
    private double At(double from, double to, int node) =>
        from * ((double)(Nodes - 1 - node) / (Nodes - 1)) + to * ((double)node / (Nodes - 1));
}
