using System.Buffers.Binary;
using System.Security.Cryptography;
using Sweep.Core.Data;
using Sweep.Core.Patterns;

namespace Sweep.Core.Trainers.Perceptron;

/// <summary>
/// The stored form of a checkpoint, little-endian: "SWCK" ("SWCS" without the curve), version, numerics, the plan, the state, the weights, the
/// curve so far, and the first 8 bytes of the SHA-256 of all that. The plan begins with a pattern's name in versions 1 and 3, and with a table's hash and
/// how it is scaled in versions 2 and 4; 3 and 4 are of plans whose objective is the accuracy, and have its best after the best loss.
/// </summary>
internal static class CheckpointBytes
{
    private const uint WholeMark = 0x4b435753;
    private const uint StateMark = 0x53435753;
    private const int PatternVersion = 1;
    private const int TableVersion = 2;
    private const int OnAccuracy = 2;
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
            writer.Write((checkpoint.Plan.Source is null ? PatternVersion : TableVersion) + (checkpoint.Plan.OnAccuracy ? OnAccuracy : 0));
            writer.Write(Numerics.Version);
            WritePlan(writer, checkpoint.Plan);
            writer.Write(checkpoint.Iteration);
            writer.Write(checkpoint.LastLoss);
            writer.Write(checkpoint.LastCorrect);
            writer.Write(checkpoint.BestLoss);
            if (checkpoint.Plan.OnAccuracy)
                writer.Write(checkpoint.BestCorrect);
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
    public static TrainingCheckpoint Read(ReadOnlySpan<byte> bytes, bool withCurve, DataTable? table)
    {
        Demand(bytes.Length >= 12 + SumLength && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == (withCurve ? WholeMark : StateMark), "it does not begin as one");
        var version = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        Demand(version is >= PatternVersion and <= TableVersion + OnAccuracy, $"its version {version} is not {PatternVersion} to {TableVersion + OnAccuracy}");
        var numerics = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        Demand(numerics == Numerics.Version, $"its numerics {numerics} are not {Numerics.Version}; train from the start");
        var content = bytes[..^SumLength];
        Demand(SHA256.HashData(content).AsSpan(0, SumLength).SequenceEqual(bytes[^SumLength..]), "its checksum differs");
        try
        {
            using var reader = new BinaryReader(new MemoryStream(content[12..].ToArray()));
            var checkpoint = ReadContent(reader, version, withCurve, table);
            Demand(reader.BaseStream.Position == reader.BaseStream.Length, "bytes are left over");
            return checkpoint;
        }
        catch (EndOfStreamException e)
        {
            throw new FormatException("The checkpoint cannot be used: it ends too early.", e);
        }
    }

    private static TrainingCheckpoint ReadContent(BinaryReader reader, int version, bool withCurve, DataTable? table)
    {
        var plan = ReadPlan(reader, version, table);
        var iteration = reader.ReadInt32();
        Demand(iteration >= 0 && iteration <= plan.Point.Iterations, $"iteration {iteration} is beyond {plan.Point.Iterations}");
        var lastLoss = reader.ReadDouble();
        var lastCorrect = reader.ReadInt32();
        var bestLoss = reader.ReadDouble();
        var bestCorrect = plan.OnAccuracy ? reader.ReadInt32() : 0;
        Demand(bestCorrect >= 0 && bestCorrect <= plan.Point.Samples, $"{bestCorrect} samples are not of {plan.Point.Samples}");
        var reachedAt = ReadIteration(reader, iteration);
        var belowSince = ReadIteration(reader, iteration);
        var hidden = ReadAll(reader, (plan.Features + 1) * plan.Point.Hidden);
        var output = ReadAll(reader, plan.Point.Hidden);
        Demand(hidden.All(double.IsFinite) && output.All(double.IsFinite), "a weight is not finite");
        var expected = TrainingCheckpoint.PointsAfter(plan, iteration);
        var (loss, correct) = withCurve ? ReadCurve(reader, expected, plan.Point.Samples) : ([], []);
        return new TrainingCheckpoint(plan, iteration, hidden, output, loss, correct, lastLoss, lastCorrect, bestLoss, reachedAt, belowSince)
        {
            CurveStart = withCurve ? 0 : expected,
            BestCorrect = bestCorrect,
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
        if (plan.Source is { } source)
        {
            writer.Write(source.Table.Hash);
            writer.Write((int)source.Scale);
        }
        else
        {
            writer.Write(plan.Point.Pattern.ToName());
        }

        writer.Write(plan.Point.LearningRate);
        writer.Write(plan.Point.Iterations);
        writer.Write(plan.Point.Samples);
        writer.Write(plan.Point.Hidden);
        writer.Write(plan.DataSeed);
        writer.Write(plan.InitSeed);
        writer.Write(plan.Target);
        writer.Write(plan.RecordEvery);
    }

    private static TrainingPlan ReadPlan(BinaryReader reader, int version, DataTable? table)
    {
        var name = reader.ReadString();
        var pattern = default(Pattern);
        DataSource? source = null;
        var isOnAccuracy = version > TableVersion;
        if ((isOnAccuracy ? version - OnAccuracy : version) == PatternVersion)
        {
            Demand(PatternNames.TryParse(name, out pattern), $"there is no pattern \"{name}\"");
        }
        else
        {
            Demand(name == table?.Hash, $"its data set {name} is not {table?.Hash ?? "at hand"}");
            source = new DataSource(table!, (FeatureScale)reader.ReadInt32());
        }

        var point = new PerceptronPoint(pattern, reader.ReadDouble(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        var plan = new TrainingPlan(point, reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadDouble(), reader.ReadInt32())
        {
            Source = source,
            OnAccuracy = isOnAccuracy,
        };
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
