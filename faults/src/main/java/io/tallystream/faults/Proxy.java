package io.tallystream.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A TCP proxy before one port of this machine. Cut, it passes nothing in either direction and
 * closes nothing, as a network that drops packets; what was sent meanwhile arrives afterwards.
 */
final class Proxy implements AutoCloseable {
  private static final int BUFFER = 64 << 10;

  private final int target;
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition healed = lock.newCondition();
  private boolean cut;

  /**
   * @param target port on the loopback interface; need not listen yet
   */
  Proxy(int target) throws IOException {
    this.target = target;
    threads.execute(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  void cut() {
    set(true);
  }

  void heal() {
    set(false);
  }

  private void set(boolean state) {
    lock.lock();
    try {
      cut = state;
      healed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        open.add(client);
        threads.execute(() -> connect(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    try {
      awaitHealed();
      Socket broker = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(broker);
      threads.execute(() -> pump(client, broker));
      pump(broker, client);
    } catch (IOException nobodyListens) {
      end(client);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER];
    try {
      for (int n = from.getInputStream().read(buffer);
          n >= 0;
          n = from.getInputStream().read(buffer)) {
        awaitHealed();
        to.getOutputStream().write(buffer, 0, n);
      }
    } catch (IOException ended) {
      // Of one side: the other learns it below.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end(from);
      end(to);
    }
  }

  private void awaitHealed() throws InterruptedException {
    lock.lock();
    try {
      while (cut) {
        healed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private void end(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException gone) {
      // As wanted.
    }
  }

  @Override
  public void close() {
    heal();
    try {
      server.close();
    } catch (IOException gone) {
      // As wanted.
    }
    open.forEach(this::end);
    threads.shutdownNow();
  }
}
