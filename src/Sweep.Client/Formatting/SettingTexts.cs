using System.Runtime.CompilerServices;
using Sweep.Core.Naming;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Client.Formatting;

/// <summary>
/// Texts of settings that are shown together: the spec's own where it is short, else four significant digits or as many more as tell it
/// from all others. The store and the exports have every digit.
/// </summary>
internal sealed class SettingTexts
{
    private const int Fits = 8;

    private const int FewestDigits = 4;

    // A progress view asks several times a second, of up to a million rates.
    private static readonly ConditionalWeakTable<SweepSpec, Dictionary<string, SettingTexts>> OfSpecs = [];

    private readonly double[] _values;

    public SettingTexts(IEnumerable<double> values) => _values = [.. values.Distinct().Order()];

    /// <summary>For the learning rates of a spec: one text for one rate in all tables of a sweep.</summary>
    public static SettingTexts OfRates(SweepSpec spec) => RealsOf(spec)[PerceptronParameters.LearningRate];

    /// <summary>The text of a value of any parameter of a spec.</summary>
    public static string Of(SweepSpec spec, string name, ParameterValue value) =>
        value.Kind == ParameterKind.Real && RealsOf(spec).TryGetValue(name, out var texts) ? texts.Of(value.Real) : value.ToString();

    public string Of(double value)
    {
        var own = NumberText.Of(value);
        for (var digits = FewestDigits; own.Length > Fits && digits < 17; digits++)
        {
            var text = NumberText.Rounded(value, digits);
            if (IsUnique(value, text, digits))
                return text;
        }

        return own;
    }

    private static Dictionary<string, SettingTexts> RealsOf(SweepSpec spec) => OfSpecs.GetValue(spec, static one => one.Parameters
        .Where(parameter => parameter.Kind == ParameterKind.Real)
        .ToDictionary(parameter => parameter.Name, parameter => new SettingTexts(parameter.Values.Select(value => value.Real)), StringComparer.Ordinal));

    // Rounding keeps the order, so only the neighbours can come out alike.
    private bool IsUnique(double value, string text, int digits)
    {
        var at = Array.BinarySearch(_values, value);
        var (below, above) = at < 0 ? (~at - 1, ~at) : (at - 1, at + 1);
        return (below < 0 || NumberText.Rounded(_values[below], digits) != text)
            && (above >= _values.Length || NumberText.Rounded(_values[above], digits) != text);
    }
}
