namespace Sweep.Core.Scheduling;

/// <summary>In what pieces a sweep's rows are deleted, so that others hardly notice.</summary>
public static class DeletionPace
{
    /// <summary>Rows of the first piece.</summary>
    public const int FirstRows = 500;

    private const int FewestRows = 20;
    private const int MostRows = 5000;

    /// <summary>
    /// Deleting takes so much of the time, however many sweeps are deleted: without rests others commit a seventh less, with rests four times as long as
    /// each piece a sixteenth.
    /// </summary>
    private const int OneOf = 10;

    /// <summary>What a piece is to take: others wait for no longer.</summary>
    private static readonly TimeSpan Piece = TimeSpan.FromMilliseconds(300);

    /// <summary>Rows of the next piece, and how long to rest before it.</summary>
    /// <param name="rows">Of the piece before.</param>
    /// <param name="taken">By the piece before.</param>
    /// <param name="othersWork">Whether a sweep runs in the same database.</param>
    /// <param name="deletions">How many sweeps are being deleted, this one among them.</param>
    public static (int Rows, TimeSpan Pause) Next(int rows, TimeSpan taken, bool othersWork, int deletions) => (
        Math.Clamp(taken > Piece ? rows / 2 : rows * 2, FewestRows, MostRows),
        othersWork ? ((OneOf * Math.Max(deletions, 1)) - 1) * taken : TimeSpan.Zero);
}
