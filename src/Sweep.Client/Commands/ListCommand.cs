using System.CommandLine;
using Sweep.Client.Formatting;
using Sweep.Client.Stores;
using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;
using Sweep.Core.Naming;
using Sweep.Core.Sweeps;
using Sweep.Service.Views;
using Sweep.Storage.Sweeps;

namespace Sweep.Client.Commands;

/// <summary><c>sweep list</c>: the sweeps of a database, newest first.</summary>
internal static class ListCommand
{
    private const int DefaultLimit = 50;
    private const int MostListed = 1_000_000;

    private static readonly Option<string?> State = new("--state")
    {
        HelpName = "STATE",
        Description = $"Only sweeps in this state ({string.Join(", ", SweepStates.All)}); several with commas",
    };

    private static readonly Option<string[]> Tag = new("--tag") { HelpName = "TAG", Description = "Only sweeps with this tag; written several times, with all of them" };

    private static readonly Option<string?> Limit = new("--limit") { HelpName = "N", Description = $"At most so many [{DefaultLimit}]" };

    public static Command Create(CommandHost host) =>
        host.Handle(new Command("list", "List the sweeps, newest first") { State, Tag, Limit }, RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var numbers = new OptionReader();
        var states = ReadStates(call.Get(State), numbers);
        var limit = (int)numbers.Whole("--limit", call.Get(Limit), 1, MostListed, DefaultLimit);
        if (numbers.Errors.Count > 0)
            throw CliException.Usage(numbers.Errors);
        var tags = call.Get(Tag) ?? [];
        await using var opened = await SweepsOpener.OpenToShowAsync(call, cancellation);
        var (summaries, hasMore) = await opened.Sweeps.ListAsync(new SweepFilter(states, Limit: limit) { Tags = tags }, cancellation);
        if (call.Json)
            call.WriteJson(summaries, SweepJson.Default.IReadOnlyListSweepSummary);
        else if (summaries.Count == 0)
            call.Output.Say(tags.Length > 0 ? "no sweep is as wanted" : states is null ? "no sweeps yet: `sweep run SPEC` makes one" : "no sweep is in that state");
        else
            call.Output.Results.Write(SweepListView.Create(summaries, call.Context.Time, call.Output.Results.Profile.Width));
        if (hasMore)
            call.Output.Say($"the newest {Figures.Count(limit)} are shown; --limit shows more");
        return ExitCodes.Done;
    }

    private static List<SweepState>? ReadStates(string? text, OptionReader errors)
    {
        if (text is null)
            return null;
        List<SweepState> states = [];
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (SweepStates.TryParse(name, out var state))
                states.Add(state);
            else
                errors.Refuse(new Problem("--state", name.Length == 0 ? "\"\"" : name, "is no state of a sweep", $"{Suggestions.Question(name, SweepStates.All)}the states are {string.Join(", ", SweepStates.All)}"));
        }

        return states;
    }
}
