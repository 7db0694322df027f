using System.CommandLine;
using Sweep.Client.Formatting;
using Sweep.Client.Stores;
using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;
using Sweep.Core.Naming;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;

namespace Sweep.Client.Commands;

/// <summary><c>sweep top ID</c>: what converged fastest.</summary>
internal static class TopCommand
{
    private const int MostRows = 1_000_000;

    private static readonly Argument<string> Id = Arguments.SweepId();

    private static readonly Option<string?> By = new("--by")
    {
        HelpName = "PARAMETER",
        Description = $"Rank the values of {string.Join(", ", ParameterNames.All)} [pattern]",
    };

    private static readonly Option<string?> Limit = new("--limit") { HelpName = "N", Description = "At most so many rows" };

    public static Command Create(CommandHost host) =>
        host.Handle(new Command("top", "Rank what converged fastest, with the best settings") { Id, By, Limit }, RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var numbers = new OptionReader();
        var by = ReadParameter(call.Get(By), numbers);
        var limit = (int)numbers.Whole("--limit", call.Get(Limit), 1, MostRows, MostRows);
        if (numbers.Errors.Count > 0)
            throw CliException.Usage(numbers.Errors);
        await using var store = call.LeaveOutDamage(await StoreOpener.OpenExistingAsync(call, cancellation));
        var sweep = await SweepLookup.FindAsync(store, call.Get(Id), cancellation);
        var totals = await store.TotalTrialsAsync(sweep.Id, cancellation);
        var all = await Convergence.ReadAsync(store, sweep.Id, by, cancellation);
        var rows = all.Take(limit).ToArray();
        if (call.Json)
        {
            call.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteString("sweep_id", SweepIds.Full(sweep.Id));
                json.WriteString("state", sweep.State.ToName());
                json.WriteString("by", by.ToName());
                ConvergenceJson.Write(json, "rows", rows);
                json.WriteEndObject();
            });
            return ExitCodes.Done;
        }

        var spec = sweep.Spec;
        if (rows.Length == 0)
        {
            call.Output.Say("no trial of this sweep is finished yet");
            return ExitCodes.Done;
        }

        var heading = $"{Printable.Of(sweep.Name)} (reached: mean log loss at or below {NumberText.Of(spec.TargetLoss)})";
        if (totals.Rows < sweep.PlannedTrials)
            heading += $", after {Figures.Count(totals.Rows)} of {Figures.Count(sweep.PlannedTrials)} trials";
        call.Output.Plain.WriteLine($"{heading}\n");
        call.Output.Results.Write(ConvergenceView.Create(rows, by, spec, call.Output.Results.Profile.Width));
        if (all.Sum(row => row.Trials) < totals.Completed + totals.Pruned)
            call.Output.Plain.WriteLine($"\n{ConvergenceView.LongestCounts}");
        return ExitCodes.Done;
    }

    private static ParameterName ReadParameter(string? name, OptionReader errors)
    {
        if (name is null)
            return ParameterName.Pattern;
        if (!ParameterNames.TryParse(name, out var by))
            errors.Refuse(new Problem("--by", name.Length == 0 ? "\"\"" : name, "is no parameter", $"{Suggestions.Question(name, ParameterNames.All)}the parameters are {string.Join(", ", ParameterNames.All)}"));
        return by;
    }
}
