using System.Globalization;
using Sweep.Client.Terminal;
using Sweep.Core.Data;
using Sweep.Core.Naming;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Client.Training;

/// <summary>What <c>sweep train</c> was asked for, valid as a whole.</summary>
/// <param name="Name">Of the pattern, or of the data set.</param>
/// <param name="Plan">The run, every iteration recorded.</param>
/// <param name="Repeat">How often it is trained; the fastest time counts.</param>
internal sealed record TrainRequest(string Name, TrainingPlan Plan, int Repeat)
{
    private const int MostRepeats = 10_000;

    /// <exception cref="CliException">All that is wrong, at once.</exception>
    public static TrainRequest Read(TrainArguments written, TrainData data)
    {
        var numbers = new OptionReader();
        var pattern = ReadPattern(written.Pattern, data, numbers);
        var scale = ReadScale(written.Scale, written.Pattern, numbers);
        var most = data.Table?.Rows ?? TrainingLimits.Samples;
        var point = new PerceptronPoint(
            pattern,
            numbers.Positive("--learning-rate", written.LearningRate, PerceptronDefaults.LearningRate),
            (int)numbers.Whole("--iterations", written.Iterations, 1, SpecLimits.RecordedPoints, PerceptronDefaults.Iterations),
            (int)numbers.Whole("--samples", written.Samples, 1, most, Math.Min(PerceptronDefaults.Samples, most)),
            (int)numbers.Whole("--hidden", written.Hidden, 1, TrainingLimits.Hidden, PerceptronDefaults.Hidden));
        var plan = new TrainingPlan(
            point,
            (uint)numbers.Whole("--data-seed", written.DataSeed, 0, SpecLimits.Seed, SpecDefaults.DataSeed),
            (uint)numbers.Whole("--init-seed", written.InitSeed, 0, SpecLimits.Seed, SpecDefaults.InitSeed),
            numbers.Positive("--target", written.Target, PerceptronDefaults.Target))
        {
            Source = data.Table is { } table ? new DataSource(table, scale) : null,
        };
        var repeat = (int)numbers.Whole("--repeat", written.Repeat, 1, MostRepeats, 1);
        if (written.Plot?.Length == 0)
            numbers.Refuse(new Problem("--plot", "\"\"", "is no folder", "write --plot DIR"));
        return numbers.Errors.Count == 0 ? new TrainRequest(written.Pattern!, plan, repeat) : throw CliException.Usage(numbers.Errors);
    }

    private static FeatureScale ReadScale(string? name, string? pattern, OptionReader numbers)
    {
        if (name is null)
            return SpecDefaults.Scale;
        if (!FeatureScales.TryParse(name, out var scale))
            numbers.Refuse(new Problem("--scale", name, "is no scale", $"the scales are {string.Join(", ", FeatureScales.All)}"));
        else if (PatternNames.TryParse(pattern, out _))
            numbers.Refuse(new Problem("--scale", name, "has no data set to scale", "leave it out, or name a data set with --pattern"));
        return scale;
    }

    // Of a data set the pattern is the first, and means nothing.
    private static Pattern ReadPattern(string? name, TrainData data, OptionReader numbers)
    {
        if (data.Table is not null)
            return default;
        IReadOnlyList<string> known = [.. PatternNames.All, .. data.Names];
        var all = string.Join(", ", known);
        if (string.IsNullOrEmpty(name))
        {
            numbers.Refuse(new Problem("--pattern", "", "is missing", string.Create(CultureInfo.InvariantCulture, $"choose one of {all}")));
            return default;
        }

        if (!PatternNames.TryParse(name, out var pattern))
            numbers.Refuse(new Problem(
                "--pattern", name, "is no pattern and no data set of the database", $"{Suggestions.Question(name, known)}there are {Printable.Of(all, 400)}"));
        return pattern;
    }
}
