using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sweep.Core.Patterns;

namespace Sweep.Core.Trials;

/// <summary>
/// The key of what a trial computes: equal keys mean equal losses, to the bit, whatever the sweep. What is only observed (target,
/// recorded iterations) is no part of it, nor is the trial's place in its sweep.
/// </summary>
public static class ContentKey
{
    /// <summary>Lower-case hexadecimal SHA-256 of the trial's point and seeds and the version of the arithmetic.</summary>
    public static string Of(TrialDefinition trial, int numerics)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var point = trial.Point;
        var content = string.Create(
            CultureInfo.InvariantCulture,
            $"pattern={point.Pattern.ToName()};learning_rate={point.LearningRate:R};iterations={point.Iterations};samples={point.Samples};hidden={point.Hidden};data_seed={trial.DataSeed};init_seed={trial.InitSeed};numerics={numerics}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }
}
