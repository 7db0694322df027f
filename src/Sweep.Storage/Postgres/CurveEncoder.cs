using Sweep.Storage.Trials;

namespace Sweep.Storage.Postgres;

/// <summary>Writes curves as rows of a binary COPY.</summary>
internal static class CurveEncoder
{
    private const short Columns = 6;

    /// <summary>Points of a curve that are encoded at once.</summary>
    private const int PiecePoints = 1 << 16;

    /// <summary>A row for <see cref="CommitSql.CopyCurves"/> of a trial that has a result, in pieces: each may be sent before the next is asked for.</summary>
    public static IEnumerable<CopyBuffer> Write(CopyBuffer buffer, FinishedTrial trial)
    {
        var curve = trial.Curve!;
        buffer.BeginRow(Columns);
        buffer.Write(trial.SweepId);
        buffer.Write(trial.Trial.Number);
        buffer.Write(curve.Every);
        buffer.Write(curve.LastIteration);
        buffer.BeginReals(curve.Count);
        for (var start = 0; start < curve.Count;)
        {
            var piece = curve.LossFrom(start, PiecePoints);
            start += piece.Length;
            buffer.WriteReals(piece);
            yield return buffer;
        }

        buffer.BeginReals(curve.Count);
        for (var start = 0; start < curve.Count;)
        {
            var piece = curve.CorrectFrom(start, PiecePoints);
            start += piece.Length;
            buffer.WriteShares(piece, curve.Samples);
            yield return buffer;
        }
    }
}
