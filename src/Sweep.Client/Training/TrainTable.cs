using System.Globalization;
using Sweep.Client.Formatting;
using Sweep.Core.Data;
using Sweep.Core.Naming;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Client.Training;

/// <summary>What <c>sweep train</c> prints for people: the plan, every 200th iteration, the end.</summary>
internal sealed class TrainTable(TextWriter output, TrainRequest request)
{
    /// <summary>Iterations between lines, as the exercise prints them.</summary>
    public const int Every = 200;

    private const int LossDigits = 6;

    public void Begin()
    {
        var (plan, point) = (request.Plan, request.Plan.Point);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{request.Name}: {point.Samples:N0} samples{Features(plan)}, learning rate {NumberText.Of(point.LearningRate)}, {point.Hidden} hidden, seeds {plan.DataSeed} and {plan.InitSeed}"));
        output.WriteLine();
        output.WriteLine(" iteration       loss   accuracy");
    }

    public void Line(int iteration, double loss, double accuracy)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{iteration,10:N0} {Figures.Loss(loss, request.Plan.Target, LossDigits),10} {accuracy * 100,8:F1} %"));
        output.Flush();
    }

    public void End(TrainOutcome outcome)
    {
        var result = outcome.Result;
        var target = NumberText.Of(request.Plan.Target);
        output.WriteLine();
        output.WriteLine(result.ReachedAt is { } reached
            ? $"loss {target} reached at iteration {Figures.Count(reached)}, {Stayed(result.ConvergedAt)}"
            : $"loss {target} not reached; the smallest was {Figures.Loss(result.BestLoss, request.Plan.Target)}");
        var fastest = outcome.Request.Repeat > 1 ? $", the fastest of {Figures.Count(outcome.Request.Repeat)} times" : "";
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"trained in {outcome.Seconds:0.0000} s{fastest}"));
    }

    private static string Features(TrainingPlan plan) => plan.Source is not { } source
        ? ""
        : $" of {Figures.Features(plan.Features)}, scale {source.Scale.ToName()}";

    private static string Stayed(int? convergedAt) =>
        convergedAt is { } converged ? $"and kept from iteration {Figures.Count(converged)} on" : "and lost again before the end";
}
