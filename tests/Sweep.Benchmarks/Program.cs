using BenchmarkDotNet.Running;
using Sweep.Benchmarks.Kernels;

switch (args)
{
    case ["kernel", .. var rest]:
        return await KernelComparison.RunAsync(rest);
    case ["peer"]:
        KernelPeer.Serve(Console.In, Console.Out);
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(KernelBenchmarks).Assembly).Run(args);
        return 0;
}
