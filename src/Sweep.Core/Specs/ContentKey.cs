using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sweep.Core.Data;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;

namespace Sweep.Core.Specs;

/// <summary>
/// The key of what a trial computes: equal keys mean equal metrics, to the bit where the trainer is deterministic, whatever the sweep. What is only
/// observed (target, recorded steps) is no part of it, nor is the trial's place in its sweep.
/// </summary>
public static class ContentKey
{
    /// <summary>Lower-case hexadecimal SHA-256 of the trainer, the trial's point and seeds and, for the perceptron, the version of the arithmetic.</summary>
    public static string Of(TrainerSpec trainer, TrialDefinition trial) => Of(trainer, trial, Numerics.Version);

    /// <inheritdoc cref="Of(TrainerSpec, TrialDefinition)"/>
    internal static string Of(TrainerSpec trainer, TrialDefinition trial, int numerics)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(trial);
        return Convert.ToHexStringLower(SHA256.HashData(trainer.IsPerceptron ? OfPerceptron(trial, numerics) : OfOther(trainer, trial)));
    }

    // Its names and values hold nothing that parts them; a data set goes by its numbers, whatever it is called. A row of every trial has a key, so it
    // is written without what LINQ makes of values of our own, which no compiler before the JIT has seen.
    private static byte[] OfPerceptron(TrialDefinition trial, int numerics)
    {
        var content = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[512]);
        for (var k = 0; k < trial.Point.Names.Length; k++)
        {
            content.AppendLiteral(trial.Point.Names[k]);
            content.AppendLiteral("=");
            Append(ref content, trial, trial.Point.Values[k]);
            content.AppendLiteral(";");
        }

        content.AppendLiteral(string.Create(CultureInfo.InvariantCulture, $"data_seed={trial.DataSeed};init_seed={trial.InitSeed};numerics={numerics}"));
        return Encoding.UTF8.GetBytes(content.ToStringAndClear());
    }

    private static void Append(ref DefaultInterpolatedStringHandler content, TrialDefinition trial, ParameterValue value)
    {
        if (value.Kind == ParameterKind.Real)
            content.AppendFormatted(value.Real, "R");
        else if (value.Kind == ParameterKind.Text && trial.Data is { } data)
            content.AppendLiteral($"{data.Hash};scale={trial.Scale.ToName()}");
        else
            content.AppendLiteral(value.ToString());
    }

    private static byte[] OfOther(TrainerSpec trainer, TrialDefinition trial)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WritePropertyName("trainer");
        CanonicalTrainer.WriteContent(json, trainer);
        json.WriteStartObject("parameters");
        foreach (var (name, value) in trial.Point.Names.Zip(trial.Point.Values).OrderBy(pair => pair.First, StringComparer.Ordinal))
        {
            json.WritePropertyName(name);
            json.WriteValue(value);
        }

        json.WriteEndObject();
        json.WriteNumber("data_seed", trial.DataSeed);
        json.WriteNumber("init_seed", trial.InitSeed);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
