import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/**
 * One OpenSearch node from jars, started by `java OpenSearchNode.java <folder> <cluster> <http port> <transport port>`.
 *
 * The runner's own main accepts no HTTP port above 9299 and no transport port, so a second node on
 * the same machine (the test stack) could not have its own. Listens on 127.0.0.1 only; SIGTERM closes it.
 */
public class OpenSearchNode {
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]).toAbsolutePath();
    Files.createDirectories(folder);
    OpenSearchRunner runner = new OpenSearchRunner();
    runner.setMaxHttpPort(65535);
    runner.onBuild((number, settings) -> {
      settings.put("network.host", "127.0.0.1");
      settings.put("http.port", args[2]);
      settings.put("transport.port", args[3]);
      settings.put("discovery.type", "single-node");
      settings.put("action.destructive_requires_name", true);
      // The exporter makes a dozen indexes a day; with the default of 1,000 shards it would stand still after some weeks,
      // and tests that move the clock through years would get there within one run.
      settings.put("cluster.max_shards_per_node", 20000);
      // A development machine is often nearly full; the default watermarks would make every index read-only.
      settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
    });
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      try {
        runner.close();
      } catch (Exception problem) {
        System.err.println("closing OpenSearch: " + problem);
      }
      closed.countDown();
    }));
    runner.build(OpenSearchRunner.newConfigs().basePath(folder.toString()).numOfNode(1).clusterName(args[1]).useLogger());
    closed.await();
  }
}
