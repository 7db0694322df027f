using System.Buffers.Binary;
using System.Security.Cryptography;
using Sweep.Core.Patterns;
using Sweep.Core.Trials;

namespace Sweep.Core.Training;

/// <summary>
/// The stored form of a checkpoint, little-endian: "SWCK" ("SWCS" without the curve), version, numerics, the plan, the state, the weights, the
/// curve so far, and the first 8 bytes of the SHA-256 of all that.
/// </summary>
internal static class CheckpointBytes
{
    private const uint WholeMark = 0x4b435753;
    private const uint StateMark = 0x53435753;
    private const int Version = 1;
    private const int SumLength = 8;
    private const int None = -1;

    public static byte[] Write(TrainingCheckpoint checkpoint, bool withCurve)
    {
        if (withCurve && checkpoint.CurveStart > 0)
            throw new InvalidOperationException($"The checkpoint leaves {checkpoint.CurveStart} points out: only its state can be written.");
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(withCurve ? WholeMark : StateMark);
            writer.Write(Version);
            writer.Write(Numerics.Version);
            WritePlan(writer, checkpoint.Plan);
            writer.Write(checkpoint.Iteration);
            writer.Write(checkpoint.LastLoss);
            writer.Write(checkpoint.LastCorrect);
            writer.Write(checkpoint.BestLoss);
            writer.Write(checkpoint.ReachedAt ?? None);
            writer.Write(checkpoint.BelowSince ?? None);
            WriteAll(writer, checkpoint.HiddenWeights);
            WriteAll(writer, checkpoint.OutputWeights);
            if (withCurve)
                WriteCurve(writer, checkpoint);
        }
        stream.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)), 0, SumLength);
        return stream.ToArray();
    }

    /// <exception cref="FormatException">The bytes are no checkpoint of this version and numerics, or damaged.</exception>
    public static TrainingCheckpoint Read(ReadOnlySpan<byte> bytes, bool withCurve)
    {
        Demand(bytes.Length >= 12 + SumLength && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == (withCurve ? WholeMark : StateMark), "it does not begin as one");
        var version = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        Demand(version == Version, $"its version {version} is not {Version}");
        var numerics = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        Demand(numerics == Numerics.Version, $"its numerics {numerics} are not {Numerics.Version}; train from the start");
        var content = bytes[..^SumLength];
        Demand(SHA256.HashData(content).AsSpan(0, SumLength).SequenceEqual(bytes[^SumLength..]), "its checksum differs");
        try
        {
            using var reader = new BinaryReader(new MemoryStream(content[12..].ToArray()));
            var checkpoint = ReadContent(reader, withCurve);
            Demand(reader.BaseStream.Position == reader.BaseStream.Length, "bytes are left over");
            return checkpoint;
        }
        catch (EndOfStreamException e)
        {
            throw new FormatException("The checkpoint cannot be used: it ends too early.", e);
        }
    }

    private static TrainingCheckpoint ReadContent(BinaryReader reader, bool withCurve)
    {
        var plan = ReadPlan(reader);
        var iteration = reader.ReadInt32();
        Demand(iteration >= 0 && iteration <= plan.Point.Iterations, $"iteration {iteration} is beyond {plan.Point.Iterations}");
        var lastLoss = reader.ReadDouble();
        var lastCorrect = reader.ReadInt32();
        var bestLoss = reader.ReadDouble();
        var reachedAt = ReadIteration(reader, iteration);
        var belowSince = ReadIteration(reader, iteration);
        var hidden = ReadAll(reader, 3 * plan.Point.Hidden);
        var output = ReadAll(reader, plan.Point.Hidden);
        Demand(hidden.All(double.IsFinite) && output.All(double.IsFinite), "a weight is not finite");
        var expected = TrainingCheckpoint.PointsAfter(plan, iteration);
        var (loss, correct) = withCurve ? ReadCurve(reader, expected, plan.Point.Samples) : ([], []);
        return new TrainingCheckpoint(plan, iteration, hidden, output, loss, correct, lastLoss, lastCorrect, bestLoss, reachedAt, belowSince)
        {
            CurveStart = withCurve ? 0 : expected,
        };
    }

    private static void WriteCurve(BinaryWriter writer, TrainingCheckpoint checkpoint)
    {
        writer.Write(checkpoint.CurveLoss.Length);
        WriteAll(writer, checkpoint.CurveLoss);
        foreach (var correct in checkpoint.CurveCorrect)
            writer.Write7BitEncodedInt(correct);
    }

    private static (double[] Loss, int[] Correct) ReadCurve(BinaryReader reader, int expected, int samples)
    {
        var points = reader.ReadInt32();
        Demand(points == expected, $"{points} recorded points are not {expected}");
        var loss = ReadAll(reader, points);
        var correct = new int[points];
        for (var i = 0; i < points; i++)
        {
            correct[i] = reader.Read7BitEncodedInt();
            Demand(correct[i] >= 0 && correct[i] <= samples, $"{correct[i]} samples are not of {samples}");
        }
        return (loss, correct);
    }

    private static void WritePlan(BinaryWriter writer, TrainingPlan plan)
    {
        writer.Write(plan.Point.Pattern.ToName());
        writer.Write(plan.Point.LearningRate);
        writer.Write(plan.Point.Iterations);
        writer.Write(plan.Point.Samples);
        writer.Write(plan.Point.Hidden);
        writer.Write(plan.DataSeed);
        writer.Write(plan.InitSeed);
        writer.Write(plan.Target);
        writer.Write(plan.RecordEvery);
    }

    private static TrainingPlan ReadPlan(BinaryReader reader)
    {
        var name = reader.ReadString();
        Demand(PatternNames.TryParse(name, out var pattern), $"there is no pattern \"{name}\"");
        var point = new TrialPoint(pattern, reader.ReadDouble(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        var plan = new TrainingPlan(point, reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadDouble(), reader.ReadInt32());
        try
        {
            TrainingLimits.Check(plan);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new FormatException($"The checkpoint cannot be used: {e.Message}", e);
        }
        return plan;
    }

    private static int? ReadIteration(BinaryReader reader, int before)
    {
        var iteration = reader.ReadInt32();
        Demand(iteration >= None && iteration < before, $"iteration {iteration} is not below {before}");
        return iteration == None ? null : iteration;
    }

    private static void WriteAll(BinaryWriter writer, double[] values)
    {
        foreach (var value in values)
            writer.Write(value);
    }

    private static double[] ReadAll(BinaryReader reader, int count)
    {
        Demand(count * 8L <= reader.BaseStream.Length - reader.BaseStream.Position, "it ends too early");
        var values = new double[count];
        for (var i = 0; i < count; i++)
            values[i] = reader.ReadDouble();
        return values;
    }

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
            throw new FormatException($"The checkpoint cannot be used: {otherwise}.");
    }
}
