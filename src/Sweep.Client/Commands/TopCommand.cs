using System.CommandLine;
using Sweep.Client.Formatting;
using Sweep.Client.Stores;
using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;
using Sweep.Core.Analysis;
using Sweep.Service.Sweeps;
using Sweep.Service.Views;

namespace Sweep.Client.Commands;

/// <summary><c>sweep top ID</c>: what converged fastest.</summary>
internal static class TopCommand
{
    private const int MostRows = 1_000_000;

    private static readonly Argument<string> Id = Arguments.SweepId();

    private static readonly Option<string?> By = new("--by")
    {
        HelpName = "PARAMETER",
        Description = $"Rank the values of a parameter: of the perceptron {string.Join(", ", Ranking.Perceptron.Names)} [pattern]",
    };

    private static readonly Option<string?> Limit = new("--limit") { HelpName = "N", Description = "At most so many rows" };

    public static Command Create(CommandHost host) =>
        host.Handle(new Command("top", "Rank what converged fastest, with the best settings") { Id, By, Limit }, RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var numbers = new OptionReader();
        var limit = (int)numbers.Whole("--limit", call.Get(Limit), 1, MostRows, MostRows);
        if (numbers.Errors.Count > 0)
            throw CliException.Usage(numbers.Errors);
        await using var opened = await SweepsOpener.OpenToShowAsync(call, cancellation);
        var sweep = (await opened.Sweeps.FindAsync(call.Get(Id), cancellation)).Require();
        var by = ReadParameter(call.Get(By), new Ranking(sweep.Spec));
        var top = await opened.Sweeps.TopAsync(sweep, by, limit, cancellation);
        if (call.Json)
        {
            call.WriteJson(top, SweepJson.Default.SweepTop);
            return ExitCodes.Done;
        }

        var spec = sweep.Spec;
        if (top.Table.Count == 0)
        {
            call.Output.Say("no trial of this sweep is finished yet");
            return ExitCodes.Done;
        }

        var heading = $"{Printable.Whole(sweep.Name)} ({ObjectiveTexts.Reached(spec)})";
        if (top.Totals.Rows < sweep.PlannedTrials)
            heading += $", after {Figures.Count(top.Totals.Rows)} of {Figures.Count(sweep.PlannedTrials)} trials";
        call.Output.Plain.WriteLine($"{heading}\n");
        call.Output.Results.Write(ConvergenceView.Create(top.Table, by, spec, call.Output.Results.Profile.Width));
        if (top.IsOfLongest)
            call.Output.Plain.WriteLine($"\n{ConvergenceView.LongestCounts(spec)}");
        return ExitCodes.Done;
    }

    private static string ReadParameter(string? name, Ranking ranking) =>
        name is null ? ranking.By
        : RankedParameters.Check("--by", name, ranking) is { } wrong ? throw CliException.Usage([wrong])
        : name;
}
