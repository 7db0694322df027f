using System.Buffers;
using System.Globalization;
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

    // Its names and values hold nothing that parts them; a data set goes by its numbers, whatever it is called.
    private static byte[] OfPerceptron(TrialDefinition trial, int numerics)
    {
        var content = new StringBuilder();
        foreach (var (name, value) in trial.Point.Names.Zip(trial.Point.Values))
            content.Append(CultureInfo.InvariantCulture, $"{name}={TextOf(trial, value)};");
        content.Append(CultureInfo.InvariantCulture, $"data_seed={trial.DataSeed};init_seed={trial.InitSeed};numerics={numerics}");
        return Encoding.UTF8.GetBytes(content.ToString());
    }

    private static string TextOf(TrialDefinition trial, ParameterValue value) => value.Kind switch
    {
        ParameterKind.Real => value.Real.ToString("R", CultureInfo.InvariantCulture),
        ParameterKind.Text when trial.Data is { } data => $"{data.Hash};scale={trial.Scale.ToName()}",
        _ => value.ToString(),
    };

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
