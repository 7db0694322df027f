using Sweep.Core.Patterns;
using Sweep.Core.Trials;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>Writes trials and curves as rows of a binary COPY.</summary>
internal static class TrialEncoder
{
    private const short TrialColumns = 27;
    private const short CurveColumns = 6;

    /// <summary>A row for <see cref="CommitSql.StageTrials"/>.</summary>
    public static void WriteTrial(CopyBuffer buffer, FinishedTrial trial)
    {
        var point = trial.Trial.Point;
        var result = trial.Result;
        buffer.BeginRow(TrialColumns);
        buffer.Write(trial.SweepId);
        buffer.Write(trial.Trial.Number);
        Span<byte> parameters = stackalloc byte[ParametersJson.Longest];
        buffer.WriteJsonb(parameters[..ParametersJson.Write(parameters, point)]);
        buffer.Write(point.Pattern.ToName());
        buffer.Write(point.LearningRate);
        buffer.Write(point.Iterations);
        buffer.Write(point.Samples);
        buffer.Write(point.Hidden);
        buffer.Write((long)trial.Trial.Replicate);
        buffer.Write((long)trial.Trial.DataSeed);
        buffer.Write((long)trial.Trial.InitSeed);
        buffer.Write(trial.ContentKey);
        buffer.Write(trial.State.ToName());
        buffer.Write(trial.Attempt);
        buffer.Write(trial.Silo);
        buffer.Write(trial.Slot);
        buffer.Write(trial.StartedAt);
        buffer.Write(trial.FinishedAt);
        buffer.Write(trial.TrainSeconds);
        buffer.Write(result?.TrainedIterations ?? 0);
        Write(buffer, result?.FinalLoss);
        Write(buffer, result?.FinalAccuracy);
        Write(buffer, result?.BestLoss);
        Write(buffer, result?.ReachedAt);
        Write(buffer, result?.ConvergedAt);
        buffer.Write(trial.Error);
        buffer.Write(trial.TraceId);
    }

    /// <summary>A row for <see cref="CommitSql.CopyCurves"/> of a trial that has a result.</summary>
    public static void WriteCurve(CopyBuffer buffer, FinishedTrial trial)
    {
        var curve = trial.Result!.Curve;
        buffer.BeginRow(CurveColumns);
        buffer.Write(trial.SweepId);
        buffer.Write(trial.Trial.Number);
        buffer.Write(curve.Every);
        buffer.Write(curve.LastIteration);
        buffer.WriteReals(curve.Loss);
        buffer.WriteShares(curve.Correct, curve.Samples);
    }

    private static void Write(CopyBuffer buffer, double? value)
    {
        if (value is { } some)
            buffer.Write(some);
        else
            buffer.WriteNull();
    }

    private static void Write(CopyBuffer buffer, int? value)
    {
        if (value is { } some)
            buffer.Write(some);
        else
            buffer.WriteNull();
    }
}
