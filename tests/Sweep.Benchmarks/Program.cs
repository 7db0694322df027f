using BenchmarkDotNet.Running;
using Sweep.Benchmarks.Clusters;
using Sweep.Benchmarks.Clusters.Notice;
using Sweep.Benchmarks.Kernels;
using Sweep.Benchmarks.Load;
using Sweep.Benchmarks.Pages;
using Sweep.Benchmarks.Pruning;
using Sweep.Benchmarks.Queries;
using Sweep.Benchmarks.Samplers;
using Sweep.Benchmarks.Scale;
using Sweep.Benchmarks.Search;
using Sweep.Benchmarks.Tabled;
using Sweep.Benchmarks.Telemetry;
using Sweep.Benchmarks.Watching;

switch (args)
{
    case ["kernel", .. var rest]:
        return await KernelComparison.RunAsync(rest);
    case ["peer"]:
        KernelPeer.Serve(Console.In, Console.Out);
        return 0;
    case ["pages", .. var rest]:
        return await PagesBenchmark.RunAsync(rest);
    case ["page-queries", .. var rest]:
        return await PageQueryBenchmark.RunAsync(rest);
    case ["deletion", .. var rest]:
        return await DeletionBenchmark.RunAsync(rest);
    case ["commits", .. var rest]:
        return await CommitBenchmark.RunAsync(rest);
    case ["starts", .. var rest]:
        return await StartBenchmark.RunAsync(rest);
    case ["queries", .. var rest]:
        return await QueryBenchmark.RunAsync(rest);
    case ["samplers"]:
        return SamplerBenchmark.Run();
    case ["cluster", .. var rest]:
        return await ClusterBenchmark.RunAsync(rest);
    case ["limit", .. var rest]:
        return await LimitBenchmark.RunAsync(rest);
    case ["notice", .. var rest]:
        return await NoticeBenchmark.RunAsync(rest);
    case ["proposals"]:
        return ProposalBenchmark.Run(Console.WriteLine);
    case ["pruning", .. var rest]:
        return await PruningBenchmark.RunAsync(rest);
    case ["scale", .. var rest]:
        return await ScaleBenchmark.RunAsync(rest);
    case ["search", .. var rest]:
        return SearchBenchmark.Run(rest);
    case ["shares", .. var rest]:
        return await ShareBenchmark.RunAsync(rest);
    case ["table", .. var rest]:
        return TableBenchmark.Make(rest);
    case ["table-search", .. var rest]:
        return await TableSearchBenchmark.RunAsync(rest);
    case ["telemetry", .. var rest]:
        return await TelemetryBenchmark.RunAsync(rest);
    case ["wait", .. var rest]:
        return await WaitBenchmark.RunAsync(rest);
    case ["watched", .. var rest]:
        return await WatchedBenchmark.RunAsync(rest);
    case ["peers" or "million", ..]:
        return await LoadCommands.RunAsync(args);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(KernelBenchmarks).Assembly).Run(args);
        return 0;
}
