namespace Sweep.Core.Analysis;

/// <summary>
/// The line on which a function of the plane has one value, by marching squares: the plane's form of W. E. Lorensen, H. E. Cline: Marching cubes (SIGGRAPH
/// 1987). Of a saddle, the middle of its cell decides which corners belong together (G. M. Nielson, B. Hamann: The asymptotic decider, 1991, approximated
/// by the mean).
/// </summary>
public static class Contour
{
    /// <summary>Its pieces, at most two a cell. Lines are closed, or end at the rectangle's edge or at a cell with a value that is no number.</summary>
    public static IReadOnlyList<PlaneSegment> Of(PlaneGrid grid, double level)
    {
        ArgumentNullException.ThrowIfNull(grid);
        List<PlaneSegment> pieces = [];
        for (var row = 0; row < grid.Nodes - 1; row++)
        {
            for (var column = 0; column < grid.Nodes - 1; column++)
                AddCell(grid, level, column, row, pieces);
        }

        return pieces;
    }

    private static void AddCell(PlaneGrid grid, double level, int column, int row, List<PlaneSegment> pieces)
    {
        var (southWest, southEast) = (grid.Value(column, row), grid.Value(column + 1, row));
        var (northWest, northEast) = (grid.Value(column, row + 1), grid.Value(column + 1, row + 1));
        var middle = (southWest + southEast + northWest + northEast) / 4;
        if (!double.IsFinite(middle))
            return;
        var (west, east, south, north) = (grid.X(column), grid.X(column + 1), grid.Y(row), grid.Y(row + 1));

        // Each edge from its lesser node on, so that both cells of an edge find the same point of it.
        var onSouth = IsCut(southWest, southEast) ? (Between(west, east, southWest, southEast), south) : ((double, double)?)null;
        var onNorth = IsCut(northWest, northEast) ? (Between(west, east, northWest, northEast), north) : ((double, double)?)null;
        var onWest = IsCut(southWest, northWest) ? (west, Between(south, north, southWest, northWest)) : ((double, double)?)null;
        var onEast = IsCut(southEast, northEast) ? (east, Between(south, north, southEast, northEast)) : ((double, double)?)null;
        if (onSouth is { } below && onNorth is { } above && onWest is { } before && onEast is { } behind)
        {
            var isJoined = middle >= level == southWest >= level;
            Add(below, isJoined ? behind : before);
            Add(above, isJoined ? before : behind);
            return;
        }

        (double, double)? first = null;
        foreach (var cut in (ReadOnlySpan<(double, double)?>)[onSouth, onEast, onNorth, onWest])
        {
            if (cut is not { } here)
                continue;
            if (first is { } there)
                Add(there, here);
            first ??= here;
        }

        bool IsCut(double one, double other) => one >= level != other >= level;
        double Between(double from, double to, double one, double other)
        {
            var share = (level - one) / (other - one);
            return from * (1 - share) + to * share;
        }

        void Add((double X, double Y) from, (double X, double Y) to) => pieces.Add(new(from.X, from.Y, to.X, to.Y));
    }
}
