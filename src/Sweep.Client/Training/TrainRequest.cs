using System.Globalization;
using Sweep.Client.Terminal;
using Sweep.Core.Naming;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Training;
using Sweep.Core.Trials;

namespace Sweep.Client.Training;

/// <summary>What <c>sweep train</c> was asked for, valid as a whole.</summary>
/// <param name="Plan">The run, every iteration recorded.</param>
/// <param name="Repeat">How often it is trained; the fastest time counts.</param>
internal sealed record TrainRequest(TrainingPlan Plan, int Repeat)
{
    private const int MostRepeats = 10_000;

    /// <exception cref="CliException">All that is wrong, at once.</exception>
    public static TrainRequest Read(TrainArguments written)
    {
        var numbers = new OptionReader();
        var pattern = ReadPattern(written.Pattern, numbers);
        var point = new TrialPoint(
            pattern,
            numbers.Positive("--learning-rate", written.LearningRate, SpecDefaults.LearningRate),
            (int)numbers.Whole("--iterations", written.Iterations, 1, SpecLimits.RecordedPoints, SpecDefaults.Iterations),
            (int)numbers.Whole("--samples", written.Samples, 1, SpecLimits.Samples, SpecDefaults.Samples),
            (int)numbers.Whole("--hidden", written.Hidden, 1, SpecLimits.Hidden, SpecDefaults.Hidden));
        var plan = new TrainingPlan(
            point,
            (uint)numbers.Whole("--data-seed", written.DataSeed, 0, SpecLimits.Seed, SpecDefaults.DataSeed),
            (uint)numbers.Whole("--init-seed", written.InitSeed, 0, SpecLimits.Seed, SpecDefaults.InitSeed),
            numbers.Positive("--target", written.Target, SpecDefaults.TargetLoss));
        var repeat = (int)numbers.Whole("--repeat", written.Repeat, 1, MostRepeats, 1);
        if (written.Plot?.Length == 0)
            numbers.Refuse(new Problem("--plot", "\"\"", "is no folder", "write --plot DIR"));
        return numbers.Errors.Count == 0 ? new TrainRequest(plan, repeat) : throw CliException.Usage(numbers.Errors);
    }

    private static Pattern ReadPattern(string? name, OptionReader numbers)
    {
        var all = string.Join(", ", PatternNames.All);
        if (string.IsNullOrEmpty(name))
        {
            numbers.Refuse(new Problem("--pattern", "", "is missing", string.Create(CultureInfo.InvariantCulture, $"choose one of {all}")));
            return default;
        }

        if (!PatternNames.TryParse(name, out var pattern))
            numbers.Refuse(new Problem("--pattern", name, "is no pattern", $"{Suggestions.Question(name, PatternNames.All)}the patterns are {all}"));
        return pattern;
    }
}
